//! The log for other programs: everybody and everything by the number that people see.

use std::collections::{BTreeMap, BTreeSet};

use db::{FromRow, Row, Value};

use super::log::{Entry, Subject};
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::{ContactId, Error, MemberId, Result, Scene};

/// A line of the log with names.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What happened.
    pub entry: Entry,
    /// Who did it: number and name; nothing for the program.
    pub actor: Option<(i64, String)>,
    /// What it is about.
    pub subjects: Vec<Named>,
}

/// Something that an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The kind of thing.
    pub kind: String,
    /// The number that people see.
    pub number: i64,
    /// Its name or title.
    pub name: String,
    /// Its part in what happened.
    pub role: String,
}

/// Numbers and names of things that are known already, so that nobody has to ask for them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<(&'static str, [u8; 16]), (i64, String)>);

impl Names {
    /// These, and one more.
    #[must_use]
    pub(crate) fn with<I: Id>(mut self, id: I, number: i64, name: &str) -> Self {
        self.0.insert((I::KIND, id.bytes()), (number, name.to_owned()));
        self
    }
}

/// The log after event `number`, oldest first, at most `limit` lines. Private events are left out but
/// for the person's own. Partners see no feed: it speaks of everything.
pub fn feed(scene: &mut Scene<'_>, number: i64, limit: i64) -> Result<Vec<Told>> {
    if !scene.actor.sees_all() {
        return Err(Error::NotFound);
    }
    let me = scene.actor.id;
    let entries: Vec<Entry> = scene.all(FEED, &[number.into(), me.into(), limit.into()])?;
    let last = entries.last().map_or(number, |entry| entry.number);
    let subjects: Vec<Subject> = scene.all(SUBJECTS, &[number.into(), last.into()])?;
    named(scene, entries, &subjects, Names::default())
}

/// Entries and what they are about, with names. What has no number of its own is left out.
pub(crate) fn named(
    scene: &mut Scene<'_>,
    entries: Vec<Entry>,
    subjects: &[Subject],
    known: Names,
) -> Result<Vec<Told>> {
    let mut wanted: BTreeMap<&str, BTreeSet<[u8; 16]>> = BTreeMap::new();
    let sees_all = scene.actor.sees_all();
    let subjects: Vec<&Subject> =
        subjects.iter().filter(|subject| sees_all || subject.kind != ContactId::KIND).collect();
    for subject in &subjects {
        wanted.entry(&subject.kind).or_default().insert(subject.id);
    }
    let actors = entries.iter().filter_map(|entry| Some(entry.actor?.bytes()));
    wanted.entry(MemberId::KIND).or_default().extend(actors);
    let Names(mut names) = known;
    for (kind, sql) in NAMES {
        let unknown = wanted.get(kind).into_iter().flatten().filter(|id| !names.contains_key(&(kind, **id)));
        let ids: Vec<Value> = unknown.map(|id| (*id).into()).collect();
        let found: Vec<Name> = find_any(scene, sql, &[], &ids)?;
        names.extend(found.into_iter().map(|name| ((kind, name.id), (name.number, name.name))));
    }
    let mut about: BTreeMap<i64, Vec<Named>> = BTreeMap::new();
    for subject in subjects {
        let Some((number, name)) = names.get(&(subject.kind.as_str(), subject.id)).cloned() else { continue };
        let named = Named { kind: subject.kind.clone(), number, name, role: subject.role.clone() };
        about.entry(subject.number).or_default().push(named);
    }
    let told = entries.into_iter().map(|entry| {
        let actor = entry.actor.and_then(|actor| names.get(&(MemberId::KIND, actor.bytes())).cloned());
        let subjects = about.remove(&entry.number).unwrap_or_default();
        Told { entry, actor, subjects }
    });
    Ok(told.collect())
}

struct Name {
    id: [u8; 16],
    number: i64,
    name: String,
}

impl FromRow for Name {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { id: row.id("id")?, number: row.int("number")?, name: row.text("name")? })
    }
}

macro_rules! names_in {
    ($name:literal, $table:literal) => {
        many!(concat!("SELECT id, number, ", $name, " AS name FROM ", $table, " WHERE workspace_id = $1 AND id IN "))
    };
}

/// Where the names of each kind of thing stand.
const NAMES: [(&str, Many); 7] = [
    ("account", names_in!("name", "accounts")),
    ("contact", names_in!("name", "contacts")),
    ("deal", names_in!("title", "deals")),
    ("member", names_in!("name", "members")),
    ("product", names_in!("name", "products")),
    ("team", names_in!("name", "teams")),
    ("tool", names_in!("title", "tools")),
];

const FEED: &str = "
    SELECT number, kind, actor_id, occurred_at, effective_on, recorded_at, particulars
    FROM events WHERE workspace_id = $1 AND number > $2 AND (audience <> 'private' OR actor_id = $3)
    ORDER BY number LIMIT $4";

const SUBJECTS: &str = "
    SELECT number, subject_kind, subject_id, role FROM event_subjects
    WHERE workspace_id = $1 AND number > $2 AND number <= $3 ORDER BY number, subject_kind, subject_id, role";
