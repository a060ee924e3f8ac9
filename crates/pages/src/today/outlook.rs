//! How the period may end: read when it was said already, worked out otherwise, never on a database
//! thread.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use charts::ForecastPoint;
use domain::figures::forecast::{History, Kept, Landing, Outlook, Past, Question, answer, keep};
use domain::figures::{Drawn, Whose};
use domain::{Actor, Result, StorageError, WorkspaceId};
use http::{Texts, Visit};
use jiff::civil::Date;
use measures::Money;
use measures::forecast::percent;
use measures::period::Period;

use super::burndown::Likely;
use crate::parts::ago;

/// What is said about the rest of a period, and when it was.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) outlook: Outlook,
    /// In microseconds since 1970 UTC.
    pub(crate) made_at: i64,
    /// A newer one is being made.
    pub(crate) old: bool,
}

/// What a page knows when it begins: what was said last, and the question that is open.
pub(crate) struct Begun {
    pub(crate) kept: Option<Kept>,
    pub(crate) question: Option<Question>,
}

impl Said {
    /// What was said last, fresh or not.
    pub(crate) fn kept(kept: Option<&Kept>, fresh: bool) -> Option<Self> {
        kept.map(|kept| Self { outlook: kept.outlook.clone(), made_at: kept.made_at, old: !fresh })
    }

    /// What was said last, when it still holds. When it is old, it is said again beside the page; when
    /// there is nothing, the page waits for it.
    pub(crate) async fn of(visit: &Visit, begun: Begun) -> Result<Self> {
        let Begun { kept, question } = begun;
        match (kept, question) {
            (Some(kept), None) => Ok(Self { outlook: kept.outlook, made_at: kept.made_at, old: false }),
            (Some(kept), Some(question)) if question.live && kept.day == question.as_of.to_string() => {
                renew(visit.clone(), question);
                Ok(Self { outlook: kept.outlook, made_at: kept.made_at, old: true })
            }
            (_, Some(question)) => Self::now(visit, question).await,
            (None, None) => Err(StorageError::Closed.into()),
        }
    }

    /// Works it out, and keeps what is said about today.
    async fn now(visit: &Visit, question: Question) -> Result<Self> {
        let history = learned(visit, question.as_of).await?;
        let asked = question.clone();
        let answered = tokio::task::spawn_blocking(move || answer(&asked, &history)).await;
        let outlook = answered.map_err(|_| StorageError::Closed)?;
        if question.live {
            let (said, system) = (outlook.clone(), Actor::system(visit.actor.workspace.clone()));
            Visit::of(visit.stage.clone(), system).change(move |scene| keep(scene, &question, &said)).await?;
        }
        Ok(Self { outlook, made_at: visit.stage.now(), old: false })
    }

    /// What the burndown shows of it; nothing while nothing can be said.
    pub(crate) fn likely(&self, visit: &Visit, drawn: &Drawn) -> Option<Likely> {
        let texts = visit.texts();
        let probability = self.outlook.landing.probability()?;
        let left = |further: i64| Money::new((drawn.burndown.remaining.unwrap_or(0) - further).max(0), drawn.currency);
        let (best, worst) = (left(self.outlook.p90), left(self.outlook.p10));
        Some(Likely {
            points: points(drawn, &self.outlook),
            label: texts.fill("today-likely-left", &[("from", best.short().into()), ("to", worst.short().into())]),
            chip: texts.fill("today-likely", &[("percent", percent(probability).into())]),
            made: self.made(visit),
        })
    }

    /// `as of 09:14`, and that a newer one is being made.
    pub(crate) fn made(&self, visit: &Visit) -> String {
        let at = ago(self.made_at, visit.stage.now(), &visit.actor.workspace.zone(), visit.texts());
        let text = if self.old { "today-forecast-old" } else { "today-forecast-made" };
        visit.texts().fill(text, &[("when", at.into())])
    }
}

/// Why nothing is said yet, as a sentence.
pub(crate) fn guarded(landing: Landing, texts: Texts) -> Option<String> {
    let said = |id, have: u32, need: u32| texts.fill(id, &[("have", have.into()), ("need", need.into())]);
    match landing {
        Landing::TooFewDays(have, need) => Some(said("today-too-few-days", have, need)),
        Landing::TooFewClosed(have, need) => Some(said("today-too-few-closed", have, need)),
        _ => None,
    }
}

/// The band grows with the days that are left: wins come about evenly.
fn points(drawn: &Drawn, outlook: &Outlook) -> Vec<ForecastPoint> {
    let burndown = &drawn.burndown;
    let days: Vec<Date> = burndown.days.iter().map(|day| day.date).filter(|day| *day >= burndown.as_of).collect();
    let all = i64::try_from(days.len().saturating_sub(1)).unwrap_or(0).max(1);
    let part = |whole: i64, day: i64| measures::rounding::portion(whole, day, all);
    let each = (0_i64..).zip(&days).map(|(day, date)| ForecastPoint {
        date: *date,
        p10: part(outlook.p10, day),
        p50: part(outlook.p50, day),
        p90: part(outlook.p90, day),
    });
    each.collect()
}

/// Says it again beside the page; who looks next sees it. Where everybody looks and changes at once, one
/// answer is worked out at a time.
fn renew(visit: Visit, question: Question) {
    let asked = (visit.actor.workspace.id, question.whose, question.period);
    if !under_way().insert(asked) {
        return;
    }
    tokio::spawn(async move {
        if let Err(error) = Said::now(&visit, question).await {
            tracing::warn!(%error, "a forecast was not made");
        }
        under_way().remove(&asked);
    });
}

/// Answers that are being worked out.
fn under_way() -> MutexGuard<'static, HashSet<(WorkspaceId, Whose, Period)>> {
    static UNDER_WAY: LazyLock<Mutex<HashSet<(WorkspaceId, Whose, Period)>>> = LazyLock::new(Mutex::default);
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many histories are kept at hand.
const HISTORIES: usize = 16;

/// A history is learned again after so many events: an import may have brought a past.
const LEARNED_FOR: i64 = 500;

type Histories = HashMap<(WorkspaceId, Date), (i64, Arc<History>)>;

static KNOWN: LazyLock<Mutex<Histories>> = LazyLock::new(Mutex::default);

/// What the workspace knows on a day about how deals go: learned once, then at hand for everybody.
async fn learned(visit: &Visit, day: Date) -> Result<Arc<History>> {
    let workspace = &visit.actor.workspace;
    let key = (workspace.id, day);
    let head = workspace.last_event;
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some((_, history)) = known.filter(|(at, _)| head - at < LEARNED_FOR) {
        return Ok(history);
    }
    let past = visit.look_long(move |scene| Past::read(scene, day)).await?;
    let learned = tokio::task::spawn_blocking(move || History::learn(&past)).await;
    let history = Arc::new(learned.map_err(|_| StorageError::Closed)?);
    let mut histories = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if histories.len() >= HISTORIES {
        histories.clear();
    }
    histories.insert(key, (head, history.clone()));
    Ok(history)
}
