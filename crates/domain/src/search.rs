//! Finding things by the beginning of any word.

use std::collections::BTreeMap;

use db::{FromRow, Row};

use crate::fold::{after_prefix, words};
use crate::id::Id;
use crate::{DealId, Result, Role, Scene};

/// The most hits of one word that are looked at.
const LOOKED_AT: i64 = 400;

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// `deal`, `account`, `contact` or `member`.
    pub kind: String,
    /// The number people see.
    pub number: i64,
    /// Its name or title.
    pub name: String,
    /// What is good to know beside: the account of a deal or a contact, the stage, the role.
    pub beside: Option<String>,
}

/// Keeps the words of a thing's name, in place of those kept before.
pub(crate) fn keep<I: Id>(scene: &mut Scene<'_>, id: I, name: &str) -> Result<()> {
    scene.run(FORGET, &[I::KIND.into(), id.bytes().into()])?;
    keep_new(scene, &[(id, name)])
}

/// Keeps the words of the names of things that were not kept before.
pub(crate) fn keep_new<I: Id>(scene: &mut Scene<'_>, things: &[(I, &str)]) -> Result<()> {
    let kept = |(id, name): &(I, &str)| {
        let id = id.bytes();
        words(name).into_iter().map(move |word| (word, id))
    };
    let mut kept: Vec<_> = things.iter().flat_map(kept).collect();
    // In the order of the index, neighbours are written together.
    kept.sort_unstable();
    let rows = kept.into_iter().map(|(word, id)| vec![word.into(), I::KIND.into(), id.into()]).collect();
    scene.batch(KEEP, rows)
}

/// Forgets a thing.
pub(crate) fn forget<I: Id>(scene: &mut Scene<'_>, id: I) -> Result<()> {
    scene.run(FORGET, &[I::KIND.into(), id.bytes().into()]).map(drop)
}

/// Things with every word of `typed` at the beginning of some word of theirs: at most `limit` of each
/// kind. Nothing typed finds nothing.
pub fn find(scene: &mut Scene<'_>, typed: &str, limit: usize) -> Result<Vec<Hit>> {
    let asked = words(typed);
    let Some((first, others)) = asked.split_first() else { return Ok(Vec::new()) };
    let mut found: BTreeMap<(String, [u8; 16]), usize> = BTreeMap::new();
    for place in with_prefix(scene, first)? {
        found.insert((place.kind, place.id), 1);
    }
    for word in others {
        for place in with_prefix(scene, word)? {
            if let Some(count) = found.get_mut(&(place.kind, place.id)) {
                *count += 1;
            }
        }
    }
    let all = asked.len();
    let found: Vec<_> = found.into_iter().filter(|(_, count)| *count >= all).map(|(place, _)| place).collect();
    named(scene, &found, limit)
}

fn with_prefix(scene: &mut Scene<'_>, word: &str) -> Result<Vec<Place>> {
    scene.all(WITH_PREFIX, &[word.into(), after_prefix(word).into(), LOOKED_AT.into()])
}

fn named(scene: &mut Scene<'_>, found: &[(String, [u8; 16])], limit: usize) -> Result<Vec<Hit>> {
    let partner = scene.actor.role == Role::Partner;
    let mut hits = Vec::new();
    for (kind, sql) in [("member", MEMBER), ("account", ACCOUNT), ("contact", CONTACT), ("deal", DEAL)] {
        if partner && kind != "member" && kind != "deal" {
            continue;
        }
        // newest first: identities keep the order of making
        for (_, id) in found.iter().rev().filter(|place| place.0 == kind).take(limit) {
            if partner && kind == "deal" && crate::Deal::with_id(scene, DealId::of(*id)).is_err() {
                continue;
            }
            hits.extend(scene.find::<Hit>(sql, &[(*id).into()])?);
        }
    }
    Ok(hits)
}

struct Place {
    kind: String,
    id: [u8; 16],
}

impl FromRow for Place {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { kind: row.text("subject_kind")?, id: row.id("subject_id")? })
    }
}

impl FromRow for Hit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            kind: row.text("kind")?,
            number: row.int("number")?,
            name: row.text("name")?,
            beside: row.maybe_text("beside")?,
        })
    }
}

const FORGET: &str = "DELETE FROM search_words WHERE workspace_id = $1 AND subject_kind = $2 AND subject_id = $3";

const KEEP: &str = "
    INSERT INTO search_words (workspace_id, word, subject_kind, subject_id) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING";

const WITH_PREFIX: &str = "
    SELECT subject_kind, subject_id FROM search_words
    WHERE workspace_id = $1 AND word >= $2 AND word < $3 LIMIT $4";

const MEMBER: &str = "
    SELECT 'member' AS kind, number, name, NULL AS beside FROM members
    WHERE workspace_id = $1 AND id = $2 AND state <> 'removed'";

const ACCOUNT: &str = "
    SELECT 'account' AS kind, number, name, industry AS beside FROM accounts
    WHERE workspace_id = $1 AND id = $2 AND merged_into IS NULL AND discarded_at IS NULL";

const CONTACT: &str = "
    SELECT 'contact' AS kind, c.number, c.name, a.name AS beside FROM contacts c
    LEFT JOIN accounts a ON a.workspace_id = c.workspace_id AND a.id = c.account_id
    WHERE c.workspace_id = $1 AND c.id = $2 AND c.discarded_at IS NULL";

const DEAL: &str = "
    SELECT 'deal' AS kind, d.number, d.title AS name, a.name AS beside FROM deals d
    LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
    WHERE d.workspace_id = $1 AND d.id = $2 AND d.discarded_at IS NULL";
