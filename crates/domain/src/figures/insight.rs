//! How selling really goes: from stage to stage, how long, which ways, and where it gets hard. Everything from the ways
//! of the deals of one process (B4, E6).

mod counting;
mod flowing;
mod log;
mod path;
mod paths;
mod reading;
mod routes;
mod struggle;
mod ways;

use std::collections::BTreeMap;

use jiff::civil::Date;
use measures::survival::Curve;
use measures::xmr::Range;

pub use flowing::{FlowDay, Held};
pub use log::{Case, EventLog, Happened};
pub use paths::Paths;
pub(crate) use routes::apart;
pub use struggle::{Hardship, OwnRate};
pub use ways::{Deviation, Way};

use path::number_of;

use super::Whose;
use crate::{Error, Result, Scene, Stage};

/// Which deals, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InsightAsked {
    /// One person's or one team's; everybody's unless said. A person's are the deals that they own, a team's those
    /// whose home it is.
    pub whose: Option<Whose>,
    /// The first day.
    pub from: Date,
    /// The last day; stays that last longer count as lasting.
    pub to: Date,
    /// The ways of deals that are still open count, too: those that began in the period.
    pub open: bool,
}

/// What a stage has seen.
#[derive(Debug, Clone, PartialEq)]
pub struct StageInsight {
    /// The stage.
    pub stage: Stage,
    /// Deals that entered it in the period, each once.
    pub entered: u64,
    /// Of these, how many have left it or are closed.
    pub left: u64,
    /// Of those that have left, how many reached a later stage or were won.
    pub advanced: u64,
    /// How long deals stay: Kaplan and Meier's curve over every stay that began in the period.
    pub curve: Curve,
    /// Half have left by this day.
    pub median: Option<u32>,
    /// 85 of 100 have left by this day: who stays longer is stuck.
    pub p85: Option<u32>,
    /// Deals that stand here now.
    pub open: u64,
    /// How many of those have stood here for longer than 85 of 100 do; than is usual while nobody can say.
    pub stuck_in_all: u64,
    /// The numbers of the first of them, the longest first.
    pub stuck: Vec<i64>,
    /// How many open deals are no older than half of such stays become, no older than 85 of 100, and older than that.
    pub ages: [u64; 3],
    /// What those are worth, in minor units of the workspace's currency.
    pub overhang: i64,
    /// How often it was leapt over in the period.
    pub leaps: u64,
    /// How often a deal came back to it in the period.
    pub returns: u64,
}

impl StageInsight {
    /// The share that goes on; nothing while none has left.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
    pub fn conversion(&self) -> Option<f64> {
        (self.left > 0).then(|| self.advanced as f64 / self.left as f64)
    }
}

/// What happened to deals as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcomes {
    /// Open deals now.
    pub open: u64,
    /// Won in the period.
    pub won: u64,
    /// Lost in the period.
    pub lost: u64,
    /// What the won ones were worth on average, in minor units of the workspace's currency; of those in it.
    pub average_won: Option<i64>,
    /// From the first stage to the win, the median in days.
    pub cycle: Option<u32>,
    /// Open deals whose expected closing was put off three times or more.
    pub pushed: u64,
    /// Why deals were lost, the most frequent first.
    pub reasons: Vec<(String, u64)>,
}

impl Outcomes {
    /// Of the closed deals, the share that was won.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
    pub fn win_rate(&self) -> Option<f64> {
        let closed = self.won + self.lost;
        (closed > 0).then(|| self.won as f64 / closed as f64)
    }

    /// Open deals x average won amount x win rate / median cycle in days: minor units a day.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a rate for people to read")]
    pub fn velocity(&self) -> Option<i64> {
        let cycle = self.cycle.filter(|days| *days > 0 && self.open > 0)?;
        let daily = self.open as f64 * self.average_won? as f64 * self.win_rate()? / f64::from(cycle);
        Some(daily.round() as i64)
    }
}

/// The ranges in which figures move by themselves, from spans of the same length before; nothing while there are fewer
/// than eight.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ranges {
    /// Of deals that are won.
    pub won: Option<Range>,
    /// Of deals that are lost.
    pub lost: Option<Range>,
    /// Of the share that is won, of spans in which deals closed.
    pub win_rate: Option<Range>,
}

/// How selling went in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Insight {
    /// The stages of the process as it is now, in their order.
    pub stages: Vec<StageInsight>,
    /// The deals as a whole.
    pub outcomes: Outcomes,
    /// The same of the period before, as long.
    pub before: Outcomes,
    /// The ranges in which they move by themselves.
    pub ranges: Ranges,
    /// What stood where, day by day.
    pub flow: Vec<FlowDay>,
    /// How criteria held when deals left their stages, by key.
    pub held: BTreeMap<String, Held>,
    /// How many deals went some way.
    pub closed: u64,
    /// How many ways there are, those that are not told among them.
    pub ways_in_all: u64,
    /// The ways of the deals that closed in the period, the most frequent first.
    pub ways: Vec<Way>,
    /// How well those fit the process on average, from 0 to 1; nothing when none closed.
    pub fitness: Option<f64>,
    /// What did not fit, the most frequent first.
    pub deviations: Vec<Deviation>,
    /// Where more than a few people find it hard: the process's problem, not theirs.
    pub hardships: Vec<Hardship>,
    /// The reader's own rates.
    pub own: Vec<OwnRate>,
}

impl Paths {
    /// Counts what was asked. No statement: everything is at hand.
    #[must_use]
    pub fn insight(&self, asked: &InsightAsked, today: Date, me: Option<[u8; 16]>) -> Insight {
        let span = Span::of(asked, today);
        let (all, paths) = (self.of(None), self.of(asked.whose));
        // a span that still runs is compared with as many days before it
        let days = (span.as_of - span.from + 1).max(1);
        let before = Span { from: span.from - days, to: span.from - 1, as_of: span.from - 1, today: span.today };
        let (ways, (closed, ways_in_all), fitness, deviations) = self.ways(&paths, span, asked.open);
        let everybody = self.rates(&all, span);
        let of_asked = asked.whose.map(|_| self.rates(&paths, span));
        let rates = of_asked.as_ref().unwrap_or(&everybody);
        Insight {
            stages: self.count_stages(&paths, span),
            outcomes: self.outcomes(&paths, span),
            // how many were open then is not known here
            before: Outcomes { open: 0, pushed: 0, ..self.outcomes(&paths, before) },
            ranges: self.ranges(&paths, span),
            flow: self.flow(&paths, span),
            held: self.held(&paths, span),
            closed,
            ways_in_all,
            ways,
            fitness,
            deviations,
            hardships: self.hardships(rates),
            own: me.map(|me| self.own(&self.rates(&self.beside(me), span), me)).unwrap_or_default(),
        }
    }

    /// The stage at a place.
    pub(super) fn stage(&self, place: u16) -> &Stage {
        &self.stages[usize::from(place)]
    }
}

/// Days as [numbers](number_of).
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    from: i32,
    to: i32,
    /// What is known on this day counts.
    as_of: i32,
    today: i32,
}

impl Span {
    fn of(asked: &InsightAsked, today: Date) -> Self {
        let (from, to) = (number_of(asked.from), number_of(asked.to));
        let today = number_of(today);
        Self { from, to, as_of: to.min(today), today }
    }

    fn holds(self, day: i32) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Whether the actor may see how selling goes: everybody but partners; of a person, that person, their leaders and
/// operations.
pub fn may_look(scene: &mut Scene<'_>, whose: Option<Whose>) -> Result<()> {
    if !scene.actor.sees_all() {
        return Err(Error::NotFound);
    }
    match whose {
        Some(Whose::Member(member)) if scene.actor.member() != Some(member) => {
            Whose::Member(member).must_lead(scene).map_err(|_| Error::NotFound)
        }
        _ => Ok(()),
    }
}

/// Counts of things, the most frequent first, then by name.
pub(super) fn most_frequent<T: Ord>(counts: BTreeMap<T, u64>) -> Vec<(T, u64)> {
    let mut counts: Vec<(T, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
