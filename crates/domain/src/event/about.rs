//! What happened to one thing, with the names of everybody and everything in it.

use db::Value;

use super::Kind;
use super::feed::{Names, Told, named};
use super::log::{Entry, Subject, history};
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::{Result, Scene};

/// What happened to one thing, newest first: at most `limit` lines older than event number `before`.
pub fn told_about<I: Id>(scene: &mut Scene<'_>, id: I, before: i64, limit: i64) -> Result<Vec<Told>> {
    told_knowing(scene, id, (before, limit), Names::default())
}

/// The same for somebody who has some of the names already.
pub(crate) fn told_knowing<I: Id>(
    scene: &mut Scene<'_>,
    id: I,
    (before, limit): (i64, i64),
    known: Names,
) -> Result<Vec<Told>> {
    let mut entries = history(scene, id, before, limit)?;
    // partners see no contacts
    if !scene.actor.sees_all() {
        entries.retain(|entry| !matches!(entry.kind, Some(Kind::BuyingRoleSet | Kind::BuyingRoleRemoved)));
    }
    let numbers: Vec<Value> = entries.iter().map(|entry| entry.number.into()).collect();
    let subjects = subjects_of(scene, &numbers)?;
    named(scene, entries, &subjects, known)
}

/// The entries with these numbers, newest first, and what each is about.
pub(crate) fn with_numbers(scene: &mut Scene<'_>, numbers: &[i64]) -> Result<(Vec<Entry>, Vec<Subject>)> {
    let numbers: Vec<Value> = numbers.iter().map(|number| (*number).into()).collect();
    let mut entries: Vec<Entry> = find_any(scene, ENTRIES, &[], &numbers)?;
    entries.sort_by_key(|entry| -entry.number);
    Ok((entries, subjects_of(scene, &numbers)?))
}

/// What events are about, in the order of their numbers.
fn subjects_of(scene: &mut Scene<'_>, numbers: &[Value]) -> Result<Vec<Subject>> {
    let mut subjects: Vec<Subject> = find_any(scene, SUBJECTS, &[], numbers)?;
    subjects.sort_unstable();
    subjects.dedup();
    Ok(subjects)
}

const SUBJECTS: Many = many!(
    "SELECT number, subject_kind, subject_id, role FROM event_subjects WHERE workspace_id = $1 AND number IN ",
    // any further order, and SQLite walks the whole index that has it
    " ORDER BY number"
);

const ENTRIES: Many = many!(
    "SELECT number, kind, actor_id, occurred_at, effective_on, recorded_at, particulars FROM events
     WHERE workspace_id = $1 AND number IN "
);
