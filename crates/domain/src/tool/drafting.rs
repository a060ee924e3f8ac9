//! Reading what somebody typed about a tool.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::content::{Band, Content, Element, Scorecard, ToolKind};
use super::filling::{names_in, unknown_names};
use super::{Tool, ToolPlace};
use crate::deal::date_typed;
use crate::fold::{fold, free_key};
use crate::{Member, MemberId, MemberState, Problems, Result, Role, Scene};

/// The most elements or bands of a scorecard.
const MOST: usize = 20;

/// The longest text, in letters.
const LONGEST: usize = 20_000;

/// The points of a rubric: unknown, identified, validated, confirmed by the buyer.
const RUBRIC_TOP: i64 = 3;

/// A tool is looked at again after so many days unless somebody says otherwise.
const REVIEW_DAYS: i64 = 90;

/// A tool as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct ToolDraft {
    /// The version that the form shows; empty when it does not matter.
    pub version: String,
    /// The name of its kind; it stays what it is once it is made.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The number of the owner; whoever makes it unless said.
    pub owner: String,
    /// When it is looked at again (ISO).
    pub review_on: String,
    /// The number of the tool that it is a variant of.
    pub variant_of: String,
    /// Where it is offered: `stage` or `stage/criterion`.
    pub places: Vec<String>,
    /// Of a template: the subject.
    pub subject: String,
    /// Of a template, a play or a script: the text.
    pub body: String,
    /// Of a case study: the industry.
    pub industry: String,
    /// Of a case study: how large the customer is.
    pub size: String,
    /// Of a case study: what was wrong.
    pub problem: String,
    /// Of a case study: what came of it.
    pub result: String,
    /// Of a case study: where to read more.
    pub link: String,
    /// Of a play: when to use it.
    pub situation: String,
    /// Of a matrix: the most points of an element.
    pub top: String,
    /// Of a scorecard: what is looked at. Rows without a name are left out.
    pub elements: Vec<ElementDraft>,
    /// Of a scorecard: what a score means. Rows without a name are left out.
    pub bands: Vec<BandDraft>,
}

/// An element as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct ElementDraft {
    /// Its key, if it had one before.
    pub key: String,
    /// Its name.
    pub label: String,
    /// What to ask or look for.
    pub hint: String,
    /// How much it counts, 1 unless said.
    pub weight: String,
}

/// A band as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct BandDraft {
    /// In a word.
    pub label: String,
    /// The lowest score.
    pub from: String,
}

/// A draft that can be kept.
pub(super) struct Sound {
    pub(super) title: String,
    pub(super) content: Content,
    pub(super) owner: MemberId,
    pub(super) review_on: Option<Date>,
    pub(super) places: Vec<ToolPlace>,
}

impl ToolDraft {
    /// A tool as a form would have it, with the places where it is offered.
    #[must_use]
    pub fn of(tool: &Tool, places: &[ToolPlace]) -> Self {
        let draft = Self {
            version: tool.version.to_string(),
            kind: tool.kind().name().to_owned(),
            title: tool.title.clone(),
            owner: tool.owner_name.0.to_string(),
            review_on: tool.review_on.map(|day| day.to_string()).unwrap_or_default(),
            places: places.iter().map(ToolPlace::text).collect(),
            ..Self::default()
        };
        match tool.content.clone() {
            Content::Template { subject, body } => Self { subject, body, ..draft },
            Content::CaseStudy { industry, size, problem, result, link } => {
                Self { industry, size, problem, result, link, ..draft }
            }
            Content::Matrix(card) | Content::Rubric(card) => draft.with_card(&card),
            Content::Play { situation, body } => Self { body, situation, ..draft },
            Content::Script { body } => Self { body, ..draft },
        }
    }

    pub(super) fn with_card(self, card: &Scorecard) -> Self {
        let element = |element: &Element| ElementDraft {
            key: element.key.clone(),
            label: element.label.clone(),
            hint: element.hint.clone(),
            weight: element.weight.to_string(),
        };
        let band = |band: &Band| BandDraft { label: band.label.clone(), from: band.from.to_string() };
        Self {
            top: card.top.to_string(),
            elements: card.elements.iter().map(element).collect(),
            bands: card.bands.iter().map(band).collect(),
            ..self
        }
    }

    /// What it says, for a tool that is new or stands already.
    ///
    /// # Errors
    /// By field, rows as `elements.0.label`.
    pub(super) fn read(&self, scene: &mut Scene<'_>, known: Option<(&Tool, &[ToolPlace])>) -> Result<Sound> {
        let mut problems = Problems::default();
        let title = required(&mut problems, ("title", "problem-title-missing", 200), &self.title);
        let kind = known.map(|(tool, _)| tool.kind()).or_else(|| ToolKind::named(self.kind.trim()));
        let Some(kind) = kind else {
            problems.add("kind", "problem-tool-kind");
            return Err(problems.into());
        };
        let content = self.content(kind, &mut problems);
        let unknown = unknown_names(scene, &content)?;
        if !unknown.is_empty() {
            problems.add_with("body", "problem-merge-field", &[("names", unknown.join(", "))]);
        }
        let owner = match (self.owner.trim(), known) {
            ("", Some((tool, _))) => tool.owner,
            ("", None) => scene.actor.id,
            (typed, _) => {
                let member = Member::numbered_typed(scene, typed)?;
                let keeps = known.map(|(tool, _)| tool.owner);
                let may = |member: &Member| member.state != MemberState::Removed && member.role != Role::Partner;
                match &member {
                    None => problems.add("owner", "problem-member-unknown"),
                    Some(member) if !may(member) && Some(member.id) != keeps => {
                        problems.add("owner", "problem-tool-owner");
                    }
                    Some(_) => {}
                }
                member.map_or(scene.actor.id, |member| member.id)
            }
        };
        let later = scene.today().saturating_add(REVIEW_DAYS.days());
        let review_on = date_typed(&self.review_on, "review_on", &mut problems);
        let review_on = review_on.or_else(|| known.is_none().then_some(later));
        let there = known.map_or(&[][..], |(_, places)| places);
        let places = ToolPlace::typed(scene, &self.places, there, &mut problems)?;
        problems.or(Sound { title, content, owner, review_on, places })
    }

    fn content(&self, kind: ToolKind, problems: &mut Problems) -> Content {
        let text = |typed: &str| typed.trim().to_owned();
        match kind {
            ToolKind::Template => {
                let body = required(problems, ("body", "problem-words-missing", LONGEST), &self.body);
                let subject = required(problems, ("subject", "problem-words-missing", 300), &self.subject);
                if names_in(&subject).chain(names_in(&body)).any(|name| name.is_none()) {
                    problems.add("body", "problem-merge-braces");
                }
                Content::Template { subject, body }
            }
            ToolKind::CaseStudy => {
                let (industry, size, link) = (text(&self.industry), text(&self.size), text(&self.link));
                if !link.is_empty() && !crate::stage::is_link(&link) {
                    problems.add("link", "problem-check-link");
                }
                for (field, typed) in [("industry", &industry), ("size", &size), ("link", &link)] {
                    limited(problems, (field, 500), typed);
                }
                let problem = required(problems, ("problem", "problem-words-missing", LONGEST), &self.problem);
                let result = required(problems, ("result", "problem-words-missing", LONGEST), &self.result);
                Content::CaseStudy { industry, size, problem, result, link }
            }
            ToolKind::Matrix => Content::Matrix(self.card(kind, problems)),
            ToolKind::Rubric => Content::Rubric(self.card(kind, problems)),
            ToolKind::Play => {
                let situation = text(&self.situation);
                limited(problems, ("situation", 500), &situation);
                let body = required(problems, ("body", "problem-words-missing", LONGEST), &self.body);
                Content::Play { situation, body }
            }
            ToolKind::Script => {
                Content::Script { body: required(problems, ("body", "problem-words-missing", LONGEST), &self.body) }
            }
        }
    }

    fn card(&self, kind: ToolKind, problems: &mut Problems) -> Scorecard {
        let top = match (kind, self.top.trim()) {
            (ToolKind::Rubric, _) => RUBRIC_TOP,
            (_, "") => 5,
            (_, typed) => typed.parse().ok().filter(|top| (1..=10).contains(top)).unwrap_or_else(|| {
                problems.add("top", "problem-scorecard-top");
                5
            }),
        };
        let typed = self.elements.iter().enumerate().filter(|(_, element)| !element.label.trim().is_empty());
        let typed: Vec<(usize, &ElementDraft)> = typed.collect();
        if typed.is_empty() || typed.len() > MOST {
            problems.add("elements", "problem-scorecard-elements");
        }
        let mut elements: Vec<Element> = Vec::new();
        for (row, draft) in typed.into_iter().take(MOST) {
            elements.push(draft.read(row, &elements, problems));
        }
        Scorecard { top, elements, bands: self.bands(problems) }
    }

    fn bands(&self, problems: &mut Problems) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        for (row, draft) in self.bands.iter().enumerate().filter(|(_, band)| !band.label.trim().is_empty()).take(MOST) {
            let from = draft.from.trim().parse().ok().filter(|from| (0..=100).contains(from));
            let twice = bands.iter().any(|band| Some(band.from) == from);
            match from {
                Some(from) if !twice => bands.push(Band { label: short(&draft.label), from }),
                _ => problems.add(&format!("bands.{row}.from"), "problem-scorecard-band"),
            }
        }
        bands.sort_by_key(|band| -band.from);
        bands
    }
}

impl ElementDraft {
    fn read(&self, row: usize, before: &[Element], problems: &mut Problems) -> Element {
        let label = short(&self.label);
        if before.iter().any(|element| fold(&element.label) == fold(&label)) {
            problems.add(&format!("elements.{row}.label"), "problem-field-known");
        }
        let weight = match self.weight.trim() {
            "" => Some(1),
            typed => typed.parse().ok().filter(|weight| (1..=1000).contains(weight)),
        };
        if weight.is_none() {
            problems.add(&format!("elements.{row}.weight"), "problem-scorecard-weight");
        }
        let taken = |key: &str| before.iter().any(|element| element.key == key);
        let own = short(&self.key);
        let key = if own.is_empty() || taken(&own) { free_key(&label, "element", taken) } else { own };
        Element { key, label, hint: self.hint.trim().chars().take(500).collect(), weight: weight.unwrap_or(1) }
    }
}

fn short(typed: &str) -> String {
    typed.trim().chars().take(120).collect()
}

fn required(problems: &mut Problems, (field, missing, most): (&str, &'static str, usize), typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        problems.add(field, missing);
    }
    limited(problems, (field, most), typed);
    typed.to_owned()
}

fn limited(problems: &mut Problems, (field, most): (&str, usize), typed: &str) {
    if typed.chars().count() > most {
        problems.add_with(field, "problem-text-long", &[("most", most.to_string())]);
    }
}
