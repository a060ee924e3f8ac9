//! A statement that must or should hold before a deal leaves a stage, and how it stands for one deal.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::File;
use crate::fold::fold;

/// A statement that must or should hold before a deal leaves its stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its name for programs, the same in every version of the process.
    pub key: String,
    /// The statement, for people.
    pub text: String,
    /// Without it a reason is asked for; else it is only noted that it is missing.
    pub must: bool,
    /// Who says that it holds says also what shows it.
    #[serde(default)]
    pub evidence: bool,
    /// How it is found out whether it holds.
    #[serde(flatten)]
    pub test: Test,
    /// It is asked only of deals for which this holds.
    #[serde(default)]
    pub when: Option<Comparison>,
    /// The numbers of the teams whose deals it is not asked of.
    #[serde(default)]
    pub exempt: BTreeSet<i64>,
}

/// How it is found out whether a criterion holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Test {
    /// A field has an answer.
    FieldPresent {
        /// The field.
        field: String,
    },
    /// A field compares with a value.
    FieldCompared {
        /// With which.
        compare: Comparison,
    },
    /// Every item of a list is checked.
    Checklist {
        /// What is to be checked.
        items: Vec<String>,
    },
    /// A file or a link is attached.
    Link,
    /// Somebody at the customer has a part in buying.
    ContactRole {
        /// The name of the part.
        role: String,
    },
    /// A scorecard says so much.
    ScoreAtLeast {
        /// The number of the scorecard.
        tool: i64,
        /// The lowest score that will do, 1 to 100.
        least: i64,
    },
    /// Somebody gives their word.
    Word,
}

impl Test {
    /// The names of all kinds, in the order of forms.
    pub const NAMES: [&'static str; 7] =
        ["word", "checklist", "link", "field_present", "field_compared", "contact_role", "score_at_least"];

    /// Its name in forms and in the API.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::FieldPresent { .. } => "field_present",
            Self::FieldCompared { .. } => "field_compared",
            Self::Checklist { .. } => "checklist",
            Self::Link => "link",
            Self::ContactRole { .. } => "contact_role",
            Self::ScoreAtLeast { .. } => "score_at_least",
            Self::Word => "word",
        }
    }

    /// What somebody has to check by hand: the items of the list, or the statement itself.
    #[must_use]
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::Checklist { items } => items.iter().map(String::as_str).collect(),
            Self::Link | Self::Word => vec![""],
            Self::FieldPresent { .. }
            | Self::FieldCompared { .. }
            | Self::ContactRole { .. }
            | Self::ScoreAtLeast { .. } => Vec::new(),
        }
    }
}

/// A field beside a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The field.
    pub field: String,
    /// How they compare.
    pub op: Operator,
    /// The value.
    pub value: String,
}

/// How a field compares with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// The same; letters may be written either way.
    Is,
    /// Something else, or nothing.
    IsNot,
    /// At least so much, or not before.
    AtLeast,
    /// At most so much, or not after.
    AtMost,
    /// The words are in it.
    Contains,
}

impl Operator {
    /// Every operator, in the order of forms.
    pub const ALL: [Self; 5] = [Self::Is, Self::IsNot, Self::AtLeast, Self::AtMost, Self::Contains];

    /// The name in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Contains => "contains",
        }
    }

    /// The operator with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.name() == name)
    }
}

/// What is known of a deal: the answers to fields by their keys, and what was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The answers: numbers with a point, days as ISO.
    pub fields: BTreeMap<String, String>,
    /// Criterion and item of what was checked, with what shows it.
    pub checks: BTreeMap<(String, String), String>,
    /// The parts in buying that somebody at the customer has.
    pub roles: BTreeSet<String>,
    /// What scorecards say, by their numbers.
    pub scores: BTreeMap<i64, i64>,
    /// The number of the home team.
    pub team: Option<i64>,
}

/// How a criterion stands for a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It holds.
    Met,
    /// It does not hold.
    Open,
    /// It is not asked of deals like this one.
    NotAsked,
    /// The deal's team is exempt.
    Exempt,
}

impl Standing {
    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Open => "open",
            Self::NotAsked => "not_asked",
            Self::Exempt => "exempt",
        }
    }
}

impl Criterion {
    /// The keys of the fields that it looks at.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let own = match &self.test {
            Test::FieldPresent { field } => Some(field),
            Test::FieldCompared { compare } => Some(&compare.field),
            _ => None,
        };
        own.into_iter().chain(self.when.as_ref().map(|when| &when.field)).map(String::as_str)
    }

    /// How it stands for a deal of which this is known.
    #[must_use]
    pub fn stands(&self, known: &Known) -> Standing {
        if known.team.is_some_and(|team| self.exempt.contains(&team)) {
            return Standing::Exempt;
        }
        if self.when.as_ref().is_some_and(|when| !when.holds(known)) {
            return Standing::NotAsked;
        }
        if self.holds(known) { Standing::Met } else { Standing::Open }
    }

    fn holds(&self, known: &Known) -> bool {
        let shown = |item: &str| {
            let evidence = known.checks.get(&(self.key.clone(), fold(item)));
            evidence.is_some_and(|evidence| match self.test {
                Test::Link => is_link(evidence),
                _ => !self.evidence || !evidence.is_empty(),
            })
        };
        match &self.test {
            Test::FieldPresent { field } => known.fields.get(field).is_some_and(|answer| !answer.is_empty()),
            Test::FieldCompared { compare } => compare.holds(known),
            Test::ContactRole { role } => known.roles.contains(role),
            Test::ScoreAtLeast { tool, least } => known.scores.get(tool).is_some_and(|score| score >= least),
            Test::Checklist { .. } | Test::Link | Test::Word => self.test.items().into_iter().all(shown),
        }
    }

    /// Whoever checks it has to say what shows it.
    #[must_use]
    pub fn wants_evidence(&self) -> bool {
        self.evidence || self.test == Test::Link
    }
}

/// Whether evidence is a link that can be followed, or a file.
pub(crate) fn is_link(evidence: &str) -> bool {
    evidence.starts_with("https://") || evidence.starts_with("http://") || File::in_evidence(evidence).is_some()
}

impl Comparison {
    /// Whether the field compares so; a field without an answer only *is not* something.
    #[must_use]
    pub fn holds(&self, known: &Known) -> bool {
        let Some(answer) = known.fields.get(&self.field).filter(|answer| !answer.is_empty()) else {
            return self.op == Operator::IsNot;
        };
        let numbers = answer.parse::<Decimal>().ok().zip(self.value.parse::<Decimal>().ok());
        let (answer, value) = (fold(answer), fold(&self.value));
        // days are ISO, so they are in order as words are
        let order = numbers.map_or_else(|| answer.cmp(&value), |(answer, value)| answer.cmp(&value));
        match self.op {
            Operator::Is => order.is_eq(),
            Operator::IsNot => order.is_ne(),
            Operator::AtLeast => order.is_ge(),
            Operator::AtMost => order.is_le(),
            Operator::Contains => answer.contains(&value),
        }
    }
}
