//! Open criteria of many deals at once, and what closing each would bring.

use std::collections::{BTreeMap, HashMap};

use db::Value;

use super::open::OpenDeal;
use crate::{Deal, DealId, Guides, Lesson, ProcessId, Result, Scene, Stage, Standing, Test};

/// So many deals are looked at, those with the largest credit: who has more finds the others on the board.
const MOST: usize = 100;

/// So many deals have to have ended with a criterion, and as many without, before its own win rates say anything.
const ENOUGH: u64 = 5;

/// A criterion that does not hold for a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The key of the criterion.
    pub key: String,
    /// The statement.
    pub text: String,
    /// Without it a reason is asked for.
    pub must: bool,
    /// How much likelier a deal is to be won with it than it is now, as a share of what it is now; nothing while nobody
    /// can tell.
    pub lift: Option<f64>,
}

/// The criteria of its stage that do not hold for each deal, those that must before those that should.
pub type Gaps = BTreeMap<DealId, Vec<Gap>>;

/// The open criteria of the largest of these deals, as they stand now.
pub(super) fn gaps(scene: &mut Scene<'_>, deals: &[OpenDeal]) -> Result<Gaps> {
    let guides = Guides::all(scene)?;
    let asks = |deal: &&OpenDeal| {
        let guide = guides.get(&(deal.process, deal.process_version)).and_then(|guides| guides.at(&deal.stage));
        guide.is_some_and(|guide| !guide.criteria.is_empty())
    };
    let mut asked: Vec<&OpenDeal> = deals.iter().filter(asks).collect();
    if asked.is_empty() {
        return Ok(Gaps::new());
    }
    asked.sort_by_key(|deal| (std::cmp::Reverse(deal.credit), deal.number));
    asked.truncate(MOST);
    let ids: Vec<Value> = asked.iter().map(|deal| deal.id.into()).collect();
    let known = Deal::known_of_many(scene, &ids)?;
    let (lessons, sees_all) = (lessons(scene, &asked)?, scene.actor.sees_all());
    let mut gaps = Gaps::new();
    for deal in asked {
        let guide = guides.get(&(deal.process, deal.process_version)).and_then(|guides| guides.at(&deal.stage));
        let (Some(guide), Some(known)) = (guide, known.get(&deal.id)) else { continue };
        // partners see no contacts, so they can name none
        let may = |test: &Test| sees_all || !matches!(test, Test::ContactRole { .. });
        let open = guide.criteria.iter().filter(|criterion| criterion.stands(known) == Standing::Open);
        let open = open.filter(|criterion| may(&criterion.test));
        let mut open: Vec<Gap> = open
            .map(|criterion| Gap {
                key: criterion.key.clone(),
                text: criterion.text.clone(),
                must: criterion.must,
                lift: lessons.get(&(deal.process, criterion.key.clone())).and_then(lift),
            })
            .collect();
        open.sort_by_key(|gap| !gap.must);
        if !open.is_empty() {
            gaps.insert(deal.id, open);
        }
    }
    Ok(gaps)
}

/// What passes have taught about the processes of these deals. Partners are taught nothing: they see their own only.
fn lessons(scene: &mut Scene<'_>, deals: &[&OpenDeal]) -> Result<HashMap<(ProcessId, String), Lesson>> {
    let mut lessons = HashMap::new();
    if !scene.actor.sees_all() {
        return Ok(lessons);
    }
    let mut processes: Vec<ProcessId> = deals.iter().map(|deal| deal.process).collect();
    processes.sort_unstable();
    processes.dedup();
    for process in processes {
        let learned = Stage::lessons_of(scene, process)?;
        lessons.extend(learned.into_iter().map(|(key, lesson)| ((process, key), lesson)));
    }
    Ok(lessons)
}

/// How much likelier a deal that has the criterion is won than one that has not, as a share of how likely any is:
/// `(win rate with - win rate without) / win rate of all`. Nothing with few deals on a side, or while the interval of
/// the difference holds nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn lift(lesson: &Lesson) -> Option<f64> {
    let (with, without) = (lesson.ended_with, lesson.ended_without);
    let lift = lesson.lift().filter(|lift| with.1 >= ENOUGH && without.1 >= ENOUGH && lift.low > 0.0)?;
    let (won, ended) = (with.0 + without.0, with.1 + without.1);
    Some(lift.points * ended as f64 / won as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lift_is_a_share_of_what_is_usual_and_few_deals_teach_nothing() {
        let lesson = |with, without| Lesson { ended_with: with, ended_without: without, ..Lesson::default() };
        // 80 % with, 20 % without, 50 % of all: 0.6 / 0.5
        assert!((lift(&lesson((40, 50), (10, 50))).unwrap() - 1.2).abs() < 1e-9);
        assert_eq!(lift(&lesson((4, 4), (0, 50))), None, "four deals");
        assert_eq!(lift(&lesson((6, 10), (5, 10))), None, "chance alone");
        assert_eq!(lift(&lesson((10, 50), (40, 50))), None, "it does not help");
    }
}
