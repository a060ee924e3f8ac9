//! Figures: the same as on the pages and at the command line, with the same names of parameters.

pub(crate) mod burndown;
pub(crate) mod deals;
pub(crate) mod forecast;
pub(crate) mod insight;
pub(crate) mod path;

use domain::figures::Whose;
use domain::{Error, Member, Problems, Result, Scene, Team, period_typed};
use jiff::civil::Date;
use measures::{Currency, Money, Period};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::deals::Day;
use crate::shapes::missing;

/// What is asked.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FiguresAsked {
    /// Whose: number, e-mail or name.
    person: Option<String>,
    /// Which team: number or name.
    team: Option<String>,
    /// The period: `2026-03`, `2026-Q1`, `2026`; the month of `as_of` unless said.
    period: Option<String>,
    /// The first day.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The last day.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// As it was known at the end of this day, today unless said.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<Day>,
    /// A target instead of the one that is set, in the workspace's currency.
    target: Option<String>,
}

impl FiguresAsked {
    fn person(&self, scene: &mut Scene<'_>) -> Result<Option<Member>> {
        let Some(who) = self.person.as_deref().map(str::trim) else { return Ok(None) };
        let found = match (who.parse(), who.contains('@')) {
            (Ok(number), _) => Member::numbered(scene, number),
            (_, true) => Member::with_email(scene, who)?.ok_or(Error::NotFound),
            _ => Member::named(scene, who)?.ok_or(Error::NotFound),
        };
        found.map(Some).map_err(|error| missing(error, "person", "problem-member-unknown"))
    }

    fn team(&self, scene: &mut Scene<'_>) -> Result<Option<Team>> {
        let Some(team) = self.team.as_deref().map(str::trim) else { return Ok(None) };
        let found = match team.parse() {
            Ok(number) => Team::numbered(scene, number),
            Err(_) => Team::named(scene, team)?.ok_or(Error::NotFound),
        };
        found.map(Some).map_err(|error| missing(error, "team", "problem-team-unknown"))
    }

    /// Whose figures; the token's person unless said. Partners see their own.
    fn whose(&self, scene: &mut Scene<'_>) -> Result<Whose> {
        let (person, team) = (self.person(scene)?, self.team(scene)?);
        let whose = match (person, team) {
            (Some(_), Some(_)) => return Err(Problems::one("team", "problem-person-or-team").into()),
            (Some(person), None) => Whose::Member(person.id),
            (None, Some(team)) => Whose::Team(team.id),
            (None, None) => Whose::Member(scene.actor.id),
        };
        let theirs = scene.actor.sees_all() || whose == Whose::Member(scene.actor.id);
        if theirs { Ok(whose) } else { Err(Error::NotFound) }
    }

    fn as_of(&self, scene: &Scene<'_>) -> Date {
        self.as_of.map_or_else(|| scene.today(), |day| day.0)
    }

    /// A named period, or the one between two days.
    fn period(&self, scene: &Scene<'_>) -> Result<Option<Period>> {
        let workspace = &scene.actor.workspace;
        let unknown = || Problems::one("period", "problem-period").into();
        match (&self.period, self.from, self.to) {
            (Some(text), None, None) => period_typed("", text, workspace, None).map(Some).ok_or_else(unknown),
            (None, Some(Day(from)), Some(Day(to))) => {
                let usual = [Period::month(from), Period::quarter(from, workspace.fiscal_start_month)];
                let usual = usual.into_iter().find(|period| (period.starts_on, period.ends_on) == (from, to));
                usual.or_else(|| Period::custom(from, to)).map(Some).ok_or_else(unknown)
            }
            (None, None, None) => Ok(None),
            _ => Err(Problems::one("period", "problem-period-two-days").into()),
        }
    }

    fn period_or_month(&self, scene: &Scene<'_>) -> Result<Period> {
        Ok(self.period(scene)?.unwrap_or_else(|| Period::month(self.as_of(scene))))
    }

    /// The target that is given instead, in minor units.
    fn target(&self, currency: Currency) -> Result<Option<i64>> {
        let Some(typed) = &self.target else { return Ok(None) };
        let money = Money::typed(typed, currency);
        money.map(|money| Some(money.minor)).map_err(|_| Problems::one("target", "problem-target-amount").into())
    }
}
