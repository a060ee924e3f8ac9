//! Tools for selling, and the mails that deals make of them.

use domain::{BandDraft, ElementDraft, Result, Scene, ToolDraft, ToolKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Named, day};

/// A tool in the playbook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToolLine {
    /// The number that people see.
    number: i64,
    /// `play`, `template`, `case_study`, `matrix`, `rubric` or `script`.
    kind: &'static str,
    /// What it is called.
    title: String,
    /// Who keeps it good.
    owner: Named,
    /// When the owner looks at it again.
    #[schema(format = Date)]
    review_on: Option<String>,
    /// How often it was used.
    uses: i64,
    /// In how many deals that were won.
    won: i64,
    /// The last day on which it was used.
    #[schema(format = Date)]
    last_used_on: Option<String>,
}

impl From<domain::ToolLine> for ToolLine {
    fn from(line: domain::ToolLine) -> Self {
        Self {
            number: line.tool.number,
            kind: line.tool.kind().name(),
            owner: Named::of(line.tool.owner_name),
            review_on: day(line.tool.review_on),
            title: line.tool.title,
            uses: line.uses,
            won: line.won,
            last_used_on: day(line.last_used_on),
        }
    }
}

/// A tool as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tool {
    /// The number that people see.
    number: i64,
    /// The name of its owner.
    owner_name: String,
    /// Counts the changes.
    version: i64,
    /// It was taken away.
    discarded: bool,
    /// What it says.
    #[serde(flatten)]
    says: ToolSet,
}

/// What a tool says. It is whole: what is left out is empty. What belongs to another kind is left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ToolSet {
    /// `play`, `template`, `case_study`, `matrix`, `rubric` or `script`; it stays what it is once it is made.
    kind: String,
    /// What it is called.
    title: String,
    /// The number of its owner; whoever makes it unless said.
    owner: Option<i64>,
    /// When it is looked at again; of a new one in ninety days unless said.
    #[schema(format = Date)]
    review_on: Option<String>,
    /// The number of the tool that it is a variant of.
    variant_of: Option<i64>,
    /// Where it is offered: the key of a stage, or `stage/criterion`.
    places: Vec<String>,
    /// Of a template: the subject. Fields stand in double braces: `{{account}}`.
    subject: String,
    /// Of a template, a play or a script: the text.
    body: String,
    /// Of a case study: the industry.
    industry: String,
    /// Of a case study: how large the customer is.
    size: String,
    /// Of a case study: what was wrong.
    problem: String,
    /// Of a case study: what came of it.
    result: String,
    /// Of a case study: where to read more.
    link: String,
    /// Of a play: when to use it.
    situation: String,
    /// Of a matrix: the most points of an element.
    top: Option<i64>,
    /// Of a scorecard: what is looked at.
    elements: Vec<Element>,
    /// Of a scorecard: what a score means.
    bands: Vec<Band>,
}

/// What a scorecard looks at.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Element {
    /// Its name for programs; of a new one, nothing.
    key: String,
    /// Its name for people.
    label: String,
    /// What to ask or look for.
    hint: String,
    /// How much it counts beside the others.
    weight: Option<i64>,
}

/// What a score from here on means.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Band {
    /// In a word.
    label: String,
    /// The lowest score, 0 to 100.
    from: i64,
}

impl Tool {
    pub(crate) fn read(scene: &mut Scene<'_>, tool: &domain::Tool) -> Result<Self> {
        let places = tool.places(scene)?;
        let says = ToolSet { variant_of: tool.original, ..ToolSet::of(ToolDraft::of(tool, &places)) };
        let (number, version) = (tool.number, tool.version);
        Ok(Self { number, owner_name: tool.owner_name.1.clone(), version, discarded: tool.discarded, says })
    }
}

pub(super) fn text(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

impl ToolSet {
    fn of(draft: ToolDraft) -> Self {
        let element = |element: ElementDraft| Element {
            key: element.key,
            label: element.label,
            hint: element.hint,
            weight: element.weight.parse().ok(),
        };
        let band = |band: BandDraft| Band { label: band.label, from: band.from.parse().unwrap_or(0) };
        Self {
            kind: draft.kind,
            title: draft.title,
            owner: draft.owner.parse().ok(),
            review_on: Some(draft.review_on).filter(|day| !day.is_empty()),
            variant_of: None,
            places: draft.places,
            subject: draft.subject,
            body: draft.body,
            industry: draft.industry,
            size: draft.size,
            problem: draft.problem,
            result: draft.result,
            link: draft.link,
            situation: draft.situation,
            top: draft.top.parse().ok(),
            elements: draft.elements.into_iter().map(element).collect(),
            bands: draft.bands.into_iter().map(band).collect(),
        }
    }

    pub(crate) fn draft(&self) -> ToolDraft {
        let set = self.clone();
        let element = |element: Element| ElementDraft {
            key: element.key,
            label: element.label,
            hint: element.hint,
            weight: text(element.weight),
        };
        let band = |band: Band| BandDraft { label: band.label, from: band.from.to_string() };
        ToolDraft {
            version: String::new(),
            kind: set.kind,
            title: set.title,
            owner: text(set.owner),
            review_on: set.review_on.unwrap_or_default(),
            variant_of: text(set.variant_of),
            places: set.places,
            subject: set.subject,
            body: set.body,
            industry: set.industry,
            size: set.size,
            problem: set.problem,
            result: set.result,
            link: set.link,
            situation: set.situation,
            top: text(set.top),
            elements: set.elements.into_iter().map(element).collect(),
            bands: set.bands.into_iter().map(band).collect(),
        }
    }
}

/// What followed where a tool was used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Followed {
    /// The tool.
    tool: Named,
    /// How often it was used: once for each person, deal and day.
    uses: i64,
    /// In how many deals.
    deals: i64,
    /// Visits to a stage that went on within ten working days of the first use in them.
    advanced: u64,
    /// Visits of which that can be said.
    advanced_of: u64,
    /// Deals in which it was used that were won.
    won: u64,
    /// Deals in which it was used that have ended.
    won_of: u64,
}

impl Followed {
    pub(crate) fn of(tool: &domain::Tool, followed: &domain::Followed) -> Self {
        Self {
            tool: Named { number: tool.number, name: tool.title.clone() },
            uses: followed.uses,
            deals: followed.deals,
            advanced: followed.advanced.0,
            advanced_of: followed.advanced.1,
            won: followed.won.0,
            won_of: followed.won.1,
        }
    }
}

/// A tool for the stage where a deal stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferedTool {
    /// The number that people see.
    number: i64,
    /// `play`, `template`, `case_study`, `matrix` or `rubric`.
    kind: &'static str,
    /// What it is called.
    title: String,
    /// The keys of the criteria that it is for.
    criteria: Vec<String>,
}

impl From<(domain::Tool, Vec<String>)> for OfferedTool {
    fn from((tool, criteria): (domain::Tool, Vec<String>)) -> Self {
        let kind: ToolKind = tool.kind();
        Self { number: tool.number, kind: kind.name(), title: tool.title, criteria }
    }
}

/// A template as a deal fills it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mail {
    /// Whom it goes to.
    to: Option<String>,
    /// The subject.
    subject: String,
    /// The text.
    body: String,
    /// The fields for which the deal says nothing; with any, the mail is not ready.
    missing: Vec<String>,
}

impl From<domain::Filled> for Mail {
    fn from(filled: domain::Filled) -> Self {
        Self { to: filled.to, subject: filled.subject, body: filled.body, missing: filled.missing }
    }
}
