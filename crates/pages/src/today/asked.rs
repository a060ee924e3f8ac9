use domain::figures::Drawn;
use domain::periods_on;
use http::{Texts, Visit};
use jiff::civil::Date;
use measures::Period;
use measures::period::PeriodKind;
use serde::Deserialize;

use crate::parts::month;

/// What an address asks for: `?period=quarter&as_of=2017-06-14`. What cannot be read is left out.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    as_of: String,
}

/// From where somebody looks: which page, which day, which kind of period.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    /// The page's address without a query.
    pub(crate) path: String,
    /// Today in the workspace's time zone.
    pub(crate) today: Date,
    /// The day whose end, as far as it was known, is shown.
    pub(crate) as_of: Date,
    /// The kind of period.
    pub(crate) kind: PeriodKind,
}

impl Asked {
    /// The sight that is asked for, never of a day to come.
    pub(crate) fn sight(&self, visit: &Visit, path: impl Into<String>) -> Sight {
        let today = domain::day_of(visit.stage.now(), &visit.actor.workspace.zone());
        let as_of = self.as_of.trim().parse().map_or(today, |day: Date| day.min(today));
        let kind = PeriodKind::named(self.period.trim()).filter(|kind| *kind != PeriodKind::Custom);
        Sight { path: path.into(), today, as_of, kind: kind.unwrap_or(PeriodKind::Month) }
    }
}

impl Sight {
    /// Whether it is a past day that is shown.
    pub(crate) fn is_past(&self) -> bool {
        self.as_of != self.today
    }

    /// The address of this sight with another kind of period.
    pub(crate) fn with_period(&self, kind: PeriodKind) -> String {
        format!("{}?{}", self.path, self.query(kind))
    }

    /// The address of today, with the same kind of period.
    pub(crate) fn without_day(&self) -> String {
        format!("{}?period={}", self.path, self.kind.name())
    }

    /// Period and day as a query, for a page about the same.
    pub(crate) fn query(&self, kind: PeriodKind) -> String {
        if self.is_past() {
            format!("period={}&as_of={}", kind.name(), self.as_of)
        } else {
            format!("period={}", kind.name())
        }
    }

    /// The periods that can be looked at, with what to call them: `Sprint`, `November`, `Q4 2026`.
    pub(crate) fn tabs(&self, visit: &Visit, drawn: &Drawn) -> Vec<(Period, String)> {
        let workspace = &visit.actor.workspace;
        let periods = periods_on(workspace, drawn.party.team.as_ref(), self.as_of);
        periods
            .into_iter()
            .map(|period| (period, self.name(period, workspace.fiscal_start_month, visit.texts())))
            .collect()
    }

    /// What to call a period among its neighbours.
    pub(crate) fn name(&self, period: Period, fiscal_start_month: i8, texts: Texts) -> String {
        match period.kind {
            PeriodKind::Sprint => texts.say("period-sprint").to_owned(),
            PeriodKind::Month if period.starts_on.year() == self.today.year() => {
                month(period.starts_on, texts).to_owned()
            }
            _ => period.fiscal_label(fiscal_start_month),
        }
    }
}
