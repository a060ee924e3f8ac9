//! `paceline figures NAME`: the figures that the pages show, for scripts and for checks.

mod burndown;
mod deals;
mod forecast;

use clap::{Args, ValueEnum};
use domain::figures::Whose;
use domain::{Problems, Scene, Team, period_typed};
use jiff::civil::Date;
use measures::{Currency, Money, Period};
use serde_json::{Value, json};

use super::people::person;
use crate::exit::Stop;
use crate::house::House;

/// Which figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Won, lost and open deals, won value, median days
    Deals,
    /// Remaining against the pace line, day by day
    Burndown,
    /// How the period may end
    Forecast,
    /// The fewest deals that land the target
    Path,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct FiguresArgs {
    name: Name,
    /// Whose: e-mail, name or number
    #[arg(long, conflicts_with = "team")]
    person: Option<String>,
    /// Which team: name or number
    #[arg(long)]
    team: Option<String>,
    /// The period: 2017-03, 2017-Q1, 2017 [default: the month of --as-of]
    #[arg(long, conflicts_with_all = ["from", "to"])]
    period: Option<String>,
    /// The first day
    #[arg(long)]
    from: Option<Date>,
    /// The last day
    #[arg(long)]
    to: Option<Date>,
    /// As it was known at the end of this day
    #[arg(long)]
    as_of: Option<Date>,
    /// A target instead of the one that is set
    #[arg(long)]
    target: Option<String>,
    /// For programs
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(house: &House, args: &FiguresArgs) -> Result<(), Stop> {
    match args.name {
        Name::Deals => deals::print(house, args),
        Name::Burndown => burndown::print(house, args),
        Name::Forecast => forecast::print(house, args),
        Name::Path => forecast::print_path(house, args),
    }
}

impl FiguresArgs {
    /// Whose figures are asked for.
    fn whose(&self, scene: &mut Scene<'_>) -> domain::Result<Whose> {
        match (&self.person, &self.team) {
            (Some(who), _) => Ok(Whose::Member(person(scene, who)?.id)),
            (None, Some(team)) => Ok(Whose::Team(team_called(scene, team)?.id)),
            (None, None) => Err(Problems::one("person", "problem-whose-figures").into()),
        }
    }

    /// The day that is asked about.
    fn as_of(&self, scene: &Scene<'_>) -> Date {
        self.as_of.unwrap_or_else(|| scene.today())
    }

    /// The period that is asked about: a named one, the one between two days, or the month.
    fn period(&self, scene: &mut Scene<'_>) -> domain::Result<Period> {
        let workspace = scene.actor.workspace.clone();
        let day = self.as_of(scene);
        let unknown = || domain::Error::from(Problems::one("period", "problem-period"));
        if let Some(text) = &self.period {
            return period_typed("", text, &workspace, None).ok_or_else(unknown);
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) => {
                let usual = [Period::month(from), Period::quarter(from, workspace.fiscal_start_month)];
                let usual = usual.into_iter().find(|period| (period.starts_on, period.ends_on) == (from, to));
                usual.or_else(|| Period::custom(from, to)).ok_or_else(unknown)
            }
            (None, None) => Ok(Period::month(day)),
            _ => Err(Problems::one("period", "problem-period-two-days").into()),
        }
    }

    /// The target that is given instead, in minor units.
    fn target(&self, currency: Currency) -> domain::Result<Option<i64>> {
        let Some(typed) = &self.target else { return Ok(None) };
        let money = Money::typed(typed, currency);
        money.map(|money| Some(money.minor)).map_err(|_| Problems::one("target", "problem-target-amount").into())
    }
}

/// A team by number or name.
pub(crate) fn team_called(scene: &mut Scene<'_>, team: &str) -> domain::Result<Team> {
    match team.parse() {
        Ok(number) => Team::numbered(scene, number),
        Err(_) => Team::named(scene, team)?.ok_or(domain::Error::NotFound),
    }
}

/// Money for programs: minor units with the currency, and the decimal text for people.
fn money(minor: i64, currency: Currency) -> Value {
    json!({ "minor": minor, "currency": currency.code(), "amount": Money::new(minor, currency).decimal() })
}

/// Money that may be missing.
fn maybe_money(minor: Option<i64>, currency: Currency) -> Value {
    minor.map_or(Value::Null, |minor| money(minor, currency))
}

/// One line of the printed figures.
fn line(name: &str, value: impl std::fmt::Display) {
    println!("{name:22} {value}");
}
