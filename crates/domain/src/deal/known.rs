//! What is known of a deal, as far as the process asks: its own terms, the answers to the fields of its stages, and
//! what somebody checked.

use db::{FromRow, Row};
use jiff::civil::Date;
use serde::Deserialize;

use super::built_in::Facts;
use super::{Deal, number_typed};
use crate::fold::fold;
use crate::id::maybe;
use crate::{AskedField, Criterion, Error, FieldType, Guides, Kind, Known, Problems, Result, Scene};

/// The longest answer or piece of evidence, in letters.
const LONGEST: usize = 1_000;

/// The answer to a field, as somebody typed it. Empty: it is not known any more.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct AnswerDraft {
    /// The answer.
    #[serde(default)]
    pub answer: String,
    /// The answer that the form shows, if it is to be compared.
    #[serde(default)]
    pub shown: Option<String>,
}

/// That a criterion, or an item of its list, holds or not, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct CheckDraft {
    /// The item of the list; empty for a criterion that has none.
    #[serde(default)]
    pub item: String,
    /// `yes` (unless said) or `no`.
    #[serde(default)]
    pub holds: String,
    /// What shows it: in words, as a link, or as a file of the deal ([`crate::File::evidence`]).
    #[serde(default)]
    pub evidence: String,
}

/// Something that was checked, or an answer: what, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knowledge {
    /// The key of the field or criterion.
    pub key: String,
    /// The item of a list, folded; empty for everything else.
    pub item: String,
    /// The answer, or what shows it.
    pub words: String,
    /// The name of the file that shows it.
    pub file: Option<String>,
    /// The number and name of whoever said it.
    pub by: Option<(i64, String)>,
    /// When.
    pub on: Option<Date>,
}

impl Deal {
    /// What is known of it.
    pub fn known(&self, scene: &mut Scene<'_>) -> Result<Known> {
        let (answers, checks) = (self.answers(scene)?, self.checks(scene)?);
        self.known_with(scene, &answers, &checks)
    }

    /// The same, for whoever has the answers and checks already.
    pub(super) fn known_with(
        &self,
        scene: &mut Scene<'_>,
        answers: &[Knowledge],
        checks: &[Knowledge],
    ) -> Result<Known> {
        let values = [maybe(self.account), maybe(self.contact), maybe(self.product), maybe(self.team)];
        let names: Names = scene.find(NAMES, &values)?.unwrap_or_default();
        let date = |day: Option<Date>| day.map(|day| day.to_string());
        let facts = Facts {
            amount: self.amount().map(|amount| amount.decimal()),
            expected_close: date(self.expected_close),
            account: names.account,
            contact: names.contact,
            product: names.product,
            next_step: self.next_step.clone(),
            next_step_due: date(self.next_step_on),
            team: names.team,
        };
        let mut known = facts.known();
        known.roles.extend(self.buying_roles(scene)?);
        known.scores.extend(self.scores(scene)?.iter().map(|scored| (scored.tool.number, scored.score())));
        for said in answers {
            known.fields.entry(said.key.clone()).or_insert_with(|| said.words.clone());
        }
        known.checks.extend(checks.iter().map(|said| ((said.key.clone(), said.item.clone()), said.words.clone())));
        Ok(known)
    }

    /// What was found out about it, by the keys of the fields.
    pub fn answers(&self, scene: &mut Scene<'_>) -> Result<Vec<Knowledge>> {
        scene.all(ANSWERS, &[self.id.into()])
    }

    /// What was checked about it.
    pub fn checks(&self, scene: &mut Scene<'_>) -> Result<Vec<Knowledge>> {
        scene.all(CHECKS, &[self.id.into()])
    }

    /// Says what was found out about a field that its process asks for. The same answer again changes nothing; an
    /// empty one takes the answer back.
    ///
    /// # Errors
    /// [`Error::Stale`] when somebody else answered after the form was shown, or the deal is discarded.
    pub fn answer(&self, scene: &mut Scene<'_>, key: &str, draft: &AnswerDraft) -> Result<()> {
        self.must_change(scene)?;
        self.must_be(None)?;
        let guides = Guides::of(scene, self.process, self.process_version)?;
        let field = guides.fields().find(|field| field.key == key).ok_or(Error::NotFound)?;
        let answer = sound(field, draft.answer.trim())?;
        let before = self.answers(scene)?.into_iter().find(|said| said.key == key).map(|said| said.words);
        if before.clone().unwrap_or_default() == answer {
            return Ok(());
        }
        if draft.shown.as_ref().is_some_and(|shown| shown.trim() != before.as_deref().unwrap_or_default()) {
            return Err(Error::Stale);
        }
        if answer.is_empty() {
            scene.run(FORGET, &[self.id.into(), key.into()])?;
        } else {
            let (by, today) = (maybe(scene.actor.member()), scene.today().to_string());
            scene.run(ANSWER, &[self.id.into(), key.into(), answer.as_str().into(), by, today.into()])?;
        }
        let event = self.event(Kind::DealFieldSet).with("field", key).with("label", field.label.as_str());
        event.with("was", before).with("is", (!answer.is_empty()).then_some(answer)).record(scene).map(drop)
    }

    /// Says that a criterion (or an item of its list) holds, with what shows it, or that it does not hold after all.
    /// The same again changes nothing.
    pub fn check(&self, scene: &mut Scene<'_>, key: &str, draft: &CheckDraft) -> Result<()> {
        self.must_change(scene)?;
        self.must_be(None)?;
        let guides = Guides::of(scene, self.process, self.process_version)?;
        let criterion = guides.criteria().find(|criterion| criterion.key == key).ok_or(Error::NotFound)?;
        let item = draft.item.trim();
        if !criterion.test.items().iter().any(|known| fold(known) == fold(item)) {
            return Err(Problems::one("item", "problem-check-item").into());
        }
        let holds = match draft.holds.trim() {
            "" | "yes" => true,
            "no" => false,
            _ => return Err(Problems::one("holds", "problem-check-holds").into()),
        };
        let evidence = if holds { shown(criterion, draft.evidence.trim())? } else { String::new() };
        let file = self.file_in(scene, &evidence)?;
        let said = self.checks(scene)?.into_iter().find(|said| said.key == key && said.item == fold(item));
        if said.as_ref().map(|said| said.words.as_str()) == holds.then_some(evidence.as_str()) {
            return Ok(());
        }
        let kind = if holds {
            let (by, today) = (maybe(scene.actor.member()), scene.today().to_string());
            let shows = maybe(file.as_ref().map(|file| file.id));
            let said = evidence.as_str().into();
            scene.run(CHECK, &[self.id.into(), key.into(), fold(item).into(), said, by, today.into(), shows])?;
            Kind::CriterionChecked
        } else {
            scene.run(UNCHECK, &[self.id.into(), key.into(), fold(item).into()])?;
            Kind::CriterionUnchecked
        };
        let event = self.event(kind).with("criterion", key).with("text", criterion.text.as_str());
        let event = event.with("item", (!item.is_empty()).then_some(item));
        let event = event.about_any(file.as_ref().map(|file| file.id));
        let evidence = file.map_or(evidence, |file| file.name);
        event.with("evidence", (!evidence.is_empty()).then_some(evidence)).record(scene).map(drop)
    }
}

/// An answer that its field can have: a number with a point, a day as ISO, a choice as it is written there.
fn sound(field: &AskedField, typed: &str) -> Result<String> {
    let refused = |text| Err(Problems::one("answer", text).into());
    if typed.chars().count() > LONGEST {
        return refused("problem-answer-long");
    }
    match field.kind {
        _ if typed.is_empty() => Ok(String::new()),
        FieldType::Text => Ok(typed.to_owned()),
        FieldType::Number => match number_typed(typed) {
            Some(number) => Ok(number.to_string()),
            None => refused("problem-answer-number"),
        },
        FieldType::Date => match typed.parse::<Date>() {
            Ok(day) => Ok(day.to_string()),
            Err(_) => refused("problem-date"),
        },
        FieldType::Choice => match field.options.iter().find(|option| fold(option) == fold(typed)) {
            Some(option) => Ok(option.clone()),
            None => refused("problem-answer-choice"),
        },
    }
}

/// Evidence that the criterion can be shown by.
fn shown(criterion: &Criterion, typed: &str) -> Result<String> {
    let link = criterion.test == crate::Test::Link;
    let problem = match typed {
        "" if link => "problem-check-link",
        "" if criterion.wants_evidence() => "problem-check-evidence",
        typed if link && !crate::stage::is_link(typed) => "problem-check-link",
        typed if typed.chars().count() > LONGEST => "problem-answer-long",
        typed => return Ok(typed.to_owned()),
    };
    Err(Problems::one("evidence", problem).into())
}

impl FromRow for Knowledge {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let by = row.maybe_int("number")?.zip(row.maybe_text("name")?);
        Ok(Self {
            key: row.text("said_key")?,
            item: row.text("item")?,
            words: row.text("words")?,
            file: row.maybe_text("file")?,
            by,
            on: super::day(row, "said_on")?,
        })
    }
}

#[derive(Default)]
struct Names {
    account: Option<String>,
    contact: Option<String>,
    product: Option<String>,
    team: Option<i64>,
}

impl FromRow for Names {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            account: row.maybe_text("account")?,
            contact: row.maybe_text("contact")?,
            product: row.maybe_text("product")?,
            team: row.maybe_int("team")?,
        })
    }
}

const NAMES: &str = "
    SELECT (SELECT name FROM accounts WHERE workspace_id = $1 AND id = $2) AS account,
      (SELECT name FROM contacts WHERE workspace_id = $1 AND id = $3) AS contact,
      (SELECT name FROM products WHERE workspace_id = $1 AND id = $4) AS product,
      (SELECT number FROM teams WHERE workspace_id = $1 AND id = $5) AS team";

const ANSWERS: &str = "
    SELECT f.field_key AS said_key, '' AS item, f.answer AS words, NULL AS file, m.number, m.name,
      f.set_on AS said_on
    FROM deal_fields f LEFT JOIN members m ON m.workspace_id = f.workspace_id AND m.id = f.member_id
    WHERE f.workspace_id = $1 AND f.deal_id = $2 ORDER BY f.field_key";

const CHECKS: &str = "
    SELECT c.criterion_key AS said_key, c.item, c.evidence AS words, f.name AS file, m.number, m.name,
      c.checked_on AS said_on
    FROM deal_checks c LEFT JOIN members m ON m.workspace_id = c.workspace_id AND m.id = c.member_id
    LEFT JOIN files f ON f.workspace_id = c.workspace_id AND f.id = c.file_id
    WHERE c.workspace_id = $1 AND c.deal_id = $2 AND f.discarded_at IS NULL ORDER BY c.criterion_key, c.item";

const ANSWER: &str = "
    INSERT INTO deal_fields (workspace_id, deal_id, field_key, answer, member_id, set_on)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (workspace_id, deal_id, field_key)
    DO UPDATE SET answer = excluded.answer, member_id = excluded.member_id, set_on = excluded.set_on";

const FORGET: &str = "DELETE FROM deal_fields WHERE workspace_id = $1 AND deal_id = $2 AND field_key = $3";

const CHECK: &str = "
    INSERT INTO deal_checks (workspace_id, deal_id, criterion_key, item, evidence, member_id, checked_on, file_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace_id, deal_id, criterion_key, item)
    DO UPDATE SET evidence = excluded.evidence, member_id = excluded.member_id, checked_on = excluded.checked_on,
      file_id = excluded.file_id";

const UNCHECK: &str = "
    DELETE FROM deal_checks WHERE workspace_id = $1 AND deal_id = $2 AND criterion_key = $3 AND item = $4";
