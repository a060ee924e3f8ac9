//! What a tool says, by its kind.

use measures::scorecard::score;
use serde::{Deserialize, Serialize};

/// What a tool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ToolKind {
    /// A mail with fields that a deal fills.
    Template,
    /// What was solved for a customer, and how.
    CaseStudy,
    /// Weighted elements with bands: whether a prospect fits.
    Matrix,
    /// Elements from unknown to confirmed by the buyer: how well a deal is understood.
    Rubric,
    /// Proven know-how for a situation.
    Play,
    /// Words to train with; never shown in a live call.
    Script,
}

impl ToolKind {
    /// Every kind, in the order of the playbook.
    pub const ALL: [Self; 6] = [Self::Play, Self::Template, Self::CaseStudy, Self::Matrix, Self::Rubric, Self::Script];

    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::CaseStudy => "case_study",
            Self::Matrix => "matrix",
            Self::Rubric => "rubric",
            Self::Play => "play",
            Self::Script => "script",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// For training only: it is not offered where somebody works on a deal.
    #[must_use]
    pub fn is_training(self) -> bool {
        self == Self::Script
    }

    /// It is filled in for a deal.
    #[must_use]
    pub fn is_scored(self) -> bool {
        matches!(self, Self::Matrix | Self::Rubric)
    }
}

/// What a tool says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// A mail with fields in double braces.
    Template {
        /// Its subject.
        subject: String,
        /// Its text.
        body: String,
    },
    /// What was solved for a customer.
    CaseStudy {
        /// The industry of the customer.
        industry: String,
        /// How large the customer is, in words.
        size: String,
        /// What was wrong.
        problem: String,
        /// What came of it.
        result: String,
        /// Where to read more.
        link: String,
    },
    /// Whether a prospect fits.
    Matrix(Scorecard),
    /// How well a deal is understood.
    Rubric(Scorecard),
    /// Proven know-how.
    Play {
        /// When to use it.
        situation: String,
        /// What to do, in Markdown.
        body: String,
    },
    /// Words to train with.
    Script {
        /// What is said, in Markdown.
        body: String,
    },
}

/// Weighted elements, each with points from 0 to `top`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// The most points of an element.
    pub top: i64,
    /// What is looked at.
    pub elements: Vec<Element>,
    /// What a score means, the highest first.
    pub bands: Vec<Band>,
}

/// What a scorecard looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Its name for programs, the same whatever it is called later.
    pub key: String,
    /// Its name for people.
    pub label: String,
    /// What to ask or look for.
    pub hint: String,
    /// How much it counts beside the others.
    pub weight: i64,
}

/// What a score from here on means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// In a word.
    pub label: String,
    /// The lowest score, 0 to 100.
    pub from: i64,
}

impl Content {
    /// What kind of tool says this.
    #[must_use]
    pub fn kind(&self) -> ToolKind {
        match self {
            Self::Template { .. } => ToolKind::Template,
            Self::CaseStudy { .. } => ToolKind::CaseStudy,
            Self::Matrix(_) => ToolKind::Matrix,
            Self::Rubric(_) => ToolKind::Rubric,
            Self::Play { .. } => ToolKind::Play,
            Self::Script { .. } => ToolKind::Script,
        }
    }

    /// The scorecard, of those that are one.
    #[must_use]
    pub fn scorecard(&self) -> Option<&Scorecard> {
        match self {
            Self::Matrix(card) | Self::Rubric(card) => Some(card),
            _ => None,
        }
    }
}

impl Scorecard {
    /// The score of these points by key of the element, 0 to 100; what is not filled in counts as nothing.
    #[must_use]
    pub fn score(&self, points: impl Fn(&str) -> i64) -> i64 {
        let elements = self.elements.iter().map(|element| (element.weight, points(&element.key).clamp(0, self.top)));
        score(&elements.collect::<Vec<_>>(), self.top)
    }

    /// What a score means.
    #[must_use]
    pub fn band(&self, score: i64) -> Option<&str> {
        self.bands.iter().find(|band| score >= band.from).map(|band| band.label.as_str())
    }
}

/// Reads what the database keeps.
pub(super) fn read(text: &str) -> db::Result<Content> {
    serde_json::from_str(text).map_err(|error| db::Error::Engine(format!("what a tool says cannot be read: {error}")))
}
