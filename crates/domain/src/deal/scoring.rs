//! Scorecards filled in for a deal.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Deal, day};
use crate::id::{Id, maybe};
use crate::tool::{Element, ToolKind};
use crate::{Error, Kind, Problems, Result, Scene, Status, Tool, ToolId};

/// The longest piece of evidence, in letters.
const LONGEST: usize = 1_000;

/// From so many points on a rubric says more than that somebody named something: it wants to know what shows it.
const SHOWN_FROM: i64 = 2;

/// A scorecard as somebody filled it in.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct ScoreDraft {
    /// Elements; those that are not named stay as they are.
    pub elements: Vec<MarkDraft>,
}

/// An element as somebody filled it in.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct MarkDraft {
    /// The key of the element.
    pub element: String,
    /// The points; empty: nobody knows.
    pub points: String,
    /// What shows it.
    pub evidence: String,
    /// The points and the evidence that the form shows, if they are to be compared.
    pub shown: Option<(String, String)>,
}

/// What is known of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The key of the element.
    pub element: String,
    /// The points.
    pub points: i64,
    /// What shows it.
    pub evidence: String,
    /// The number and name of whoever said it.
    pub by: Option<(i64, String)>,
    /// When.
    pub on: Option<Date>,
}

/// A scorecard as it is filled in for a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The scorecard.
    pub tool: Tool,
    /// What is known, of elements that it still has, in their order.
    pub marks: Vec<Mark>,
}

impl Scored {
    /// The score, 0 to 100; what is not filled in counts as nothing.
    #[must_use]
    pub fn score(&self) -> i64 {
        let points = |key: &str| self.mark(key).map_or(0, |mark| mark.points);
        self.tool.scorecard().map_or(0, |card| card.score(points))
    }

    /// What the score means.
    #[must_use]
    pub fn band(&self) -> Option<&str> {
        self.tool.scorecard().and_then(|card| card.band(self.score()))
    }

    /// What is known of an element.
    #[must_use]
    pub fn mark(&self, element: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.element == element)
    }
}

impl Deal {
    /// The scorecards that somebody filled in for it, by title.
    pub fn scores(&self, scene: &mut Scene<'_>) -> Result<Vec<Scored>> {
        let marks: Vec<Marked> = scene.all(MARKS, &[self.id.into()])?;
        if marks.is_empty() {
            return Ok(Vec::new());
        }
        let mut by_tool: BTreeMap<ToolId, Vec<Mark>> = BTreeMap::new();
        for marked in marks {
            by_tool.entry(marked.tool).or_default().push(marked.mark);
        }
        let tools = Tool::scored(scene, self.id)?;
        let scored = |tool: Tool| {
            let marks = by_tool.remove(&tool.id).unwrap_or_default();
            of_card(tool, marks)
        };
        Ok(tools.into_iter().map(scored).collect())
    }

    /// The same, and behind them those of `tools` that nobody filled in yet.
    pub(super) fn scores_and(&self, scene: &mut Scene<'_>, tools: &[(Tool, Vec<String>)]) -> Result<Vec<Scored>> {
        let mut scores = self.scores(scene)?;
        let empty = tools.iter().map(|(tool, _)| tool).filter(|tool| tool.kind().is_scored());
        for tool in empty {
            if scores.iter().all(|scored| scored.tool.id != tool.id) {
                scores.push(Scored { tool: tool.clone(), marks: Vec::new() });
            }
        }
        Ok(scores)
    }

    /// One scorecard, filled in or not.
    pub fn score_on(&self, scene: &mut Scene<'_>, tool: Tool) -> Result<Scored> {
        if !tool.kind().is_scored() {
            return Err(Error::NotFound);
        }
        let known = self.scores(scene)?.into_iter().find(|scored| scored.tool.id == tool.id);
        Ok(known.unwrap_or_else(|| Scored { tool, marks: Vec::new() }))
    }

    /// Fills in elements of a scorecard: whoever may change the deal. It is a use of the scorecard. The same again
    /// changes nothing; elements that the form shows as they were are left to whoever changed them meanwhile.
    ///
    /// # Errors
    /// [`Error::Invalid`] by field (`elements.0.points`); [`Error::Stale`] when somebody else said otherwise about the
    /// same element after the form was shown.
    pub fn score(&self, scene: &mut Scene<'_>, tool: &Tool, draft: &ScoreDraft) -> Result<Scored> {
        self.must_change(scene)?;
        self.must_be(None)?;
        let before = self.score_on(scene, tool.clone())?;
        let changes = changes(&before, draft)?;
        if changes.is_empty() {
            return Ok(before);
        }
        let (by, today) = (maybe(scene.actor.member()), scene.today().to_string());
        let (gone, said): (Vec<_>, Vec<_>) = changes.iter().partition(|change| change.points.is_none());
        let key = |change: &Change| vec![self.id.into(), tool.id.into(), change.element.as_str().into()];
        scene.batch(FORGET, gone.into_iter().map(key).collect())?;
        let row = |change: &Change| {
            let mut row = key(change);
            row.extend([change.points.into(), change.evidence.as_str().into(), by.clone(), today.as_str().into()]);
            row
        };
        scene.batch(SAY, said.into_iter().map(row).collect())?;
        let after = self.score_on(scene, tool.clone())?;
        let event = self.event(Kind::DealScored).about(tool.id).with("tool", tool.title.as_str());
        let event = event.with("number", tool.number).with("was", before.score()).with("score", after.score());
        event.with("elements", changes.iter().map(Change::told).collect::<Vec<_>>()).record(scene)?;
        // a program that fills in what it was told uses nothing, and after the end nothing is used
        if scene.actor.member().is_some() && self.status == Status::Open {
            tool.note_use(scene, self)?;
        }
        Ok(after)
    }
}

/// The marks of a card's own elements, in the order of the card.
fn of_card(tool: Tool, marks: Vec<Mark>) -> Scored {
    let place = |element: &str| tool.scorecard()?.elements.iter().position(|known| known.key == element);
    let mut marks: Vec<(usize, Mark)> =
        marks.into_iter().filter_map(|mark| Some((place(&mark.element)?, mark))).collect();
    marks.sort_by_key(|(place, _)| *place);
    Scored { marks: marks.into_iter().map(|(_, mark)| mark).collect(), tool }
}

/// What becomes of an element.
struct Change {
    element: String,
    points: Option<i64>,
    evidence: String,
}

impl Change {
    fn told(&self) -> serde_json::Value {
        serde_json::json!({ "element": self.element, "points": self.points, "evidence": self.evidence })
    }
}

/// What a draft changes about a card that is filled in so.
fn changes(before: &Scored, draft: &ScoreDraft) -> Result<Vec<Change>> {
    let card = before.tool.scorecard().ok_or(Error::NotFound)?;
    let rubric = before.tool.kind() == ToolKind::Rubric;
    let (mut problems, mut changes): (Problems, Vec<Change>) = (Problems::default(), Vec::new());
    for (row, typed) in draft.elements.iter().enumerate() {
        let Some(element) = card.elements.iter().find(|element| element.key == typed.element.trim()) else {
            problems.add(&format!("elements.{row}.element"), "problem-score-element");
            continue;
        };
        if draft.elements[..row].iter().any(|other| other.element.trim() == element.key) {
            problems.add(&format!("elements.{row}.element"), "problem-score-element");
            continue;
        }
        let now =
            before.mark(&element.key).map(|mark| (mark.points.to_string(), mark.evidence.clone())).unwrap_or_default();
        let mut wanted = (typed.points.trim().to_owned(), on_one_line(&typed.evidence));
        if wanted.0.is_empty() && wanted.1 == now.1 {
            wanted.1.clear();
        }
        if wanted == now || typed.shown.as_ref() == Some(&wanted) {
            continue;
        }
        if typed.shown.as_ref().is_some_and(|shown| *shown != now) {
            return Err(Error::Stale);
        }
        changes.extend(change((element, card.top, rubric), wanted, (row, &mut problems)));
    }
    problems.or(changes)
}

fn change(
    (element, top, rubric): (&Element, i64, bool),
    (points, evidence): (String, String),
    (row, problems): (usize, &mut Problems),
) -> Option<Change> {
    let typed = points.parse::<i64>().ok().filter(|points| (0..=top).contains(points));
    if typed.is_none() && !points.is_empty() {
        problems.add_with(&format!("elements.{row}.points"), "problem-score-points", &[("top", top.to_string())]);
        return None;
    }
    if rubric && typed.is_some_and(|points| points >= SHOWN_FROM) && evidence.is_empty() {
        let given = [("element", element.label.clone())];
        problems.add_with(&format!("elements.{row}.evidence"), "problem-score-evidence", &given);
    }
    if evidence.chars().count() > LONGEST {
        problems.add(&format!("elements.{row}.evidence"), "problem-answer-long");
    }
    if typed.is_none() && !evidence.is_empty() {
        problems.add(&format!("elements.{row}.points"), "problem-score-points-missing");
    }
    Some(Change { element: element.key.clone(), points: typed, evidence })
}

/// Evidence is one line in every form.
fn on_one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is known of an element, and of which scorecard.
struct Marked {
    tool: ToolId,
    mark: Mark,
}

impl FromRow for Marked {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let mark = Mark {
            element: row.text("element_key")?,
            points: row.int("points")?,
            evidence: row.text("evidence")?,
            by: row.maybe_int("number")?.zip(row.maybe_text("name")?),
            on: day(row, "set_on")?,
        };
        Ok(Self { tool: ToolId::of(row.id("tool_id")?), mark })
    }
}

const MARKS: &str = "
    SELECT s.tool_id, s.element_key, s.points, s.evidence, m.number, m.name, s.set_on
    FROM deal_scores s LEFT JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.deal_id = $2 ORDER BY s.tool_id, s.element_key";

const SAY: &str = "
    INSERT INTO deal_scores (workspace_id, deal_id, tool_id, element_key, points, evidence, member_id, set_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace_id, deal_id, tool_id, element_key) DO UPDATE SET points = excluded.points,
      evidence = excluded.evidence, member_id = excluded.member_id, set_on = excluded.set_on";

const FORGET: &str = "
    DELETE FROM deal_scores WHERE workspace_id = $1 AND deal_id = $2 AND tool_id = $3 AND element_key = $4";
