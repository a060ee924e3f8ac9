//! Rubrics to begin with. A team changes all of it.

use super::ToolDraft;
use super::content::{Band, Element, Scorecard};

/// A rubric to begin with.
#[derive(Debug, PartialEq, Eq)]
pub struct RubricPreset {
    /// Its name for programs.
    pub key: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Key, name, what to look for, weight.
    elements: &'static [(&'static str, &'static str, &'static str, i64)],
}

impl RubricPreset {
    /// Every preset, in the order of forms.
    pub const ALL: [Self; 3] = [
        Self {
            key: "meddpicc",
            title: "MEDDPICC",
            elements: &[
                ("metrics", "Metrics", "Which number of theirs gets better, by how much, and who counts it?", 15),
                ("economic_buyer", "Economic buyer", "Who can say yes to the money when everybody else says no?", 15),
                ("decision_criteria", "Decision criteria", "What will they compare offers by, in their own words?", 10),
                ("decision_process", "Decision process", "Which steps lead to a yes, who takes them, until when?", 10),
                (
                    "paper_process",
                    "Paper process",
                    "What do legal, security and purchasing want before a signature?",
                    10,
                ),
                ("identify_pain", "Identified pain", "What does it cost them to leave things as they are?", 15),
                ("champion", "Champion", "Who sells for us when we are not in the room, and gains by it?", 15),
                ("competition", "Competition", "Against whom, or against doing nothing, do we stand?", 10),
            ],
        },
        Self {
            key: "bant",
            title: "BANT",
            elements: &[
                ("budget", "Budget", "Is there money for it, or a way to get some?", 1),
                ("authority", "Authority", "Are we talking with those who decide?", 1),
                ("need", "Need", "Which problem do they have that we can solve?", 1),
                ("timing", "Timing", "Until when do they want it solved, and why then?", 1),
            ],
        },
        Self {
            key: "spiced",
            title: "SPICED",
            elements: &[
                ("situation", "Situation", "How do they work today, with what and with whom?", 1),
                ("pain", "Pain", "What goes wrong, and who feels it?", 1),
                ("impact", "Impact", "What would change for them if it went right?", 1),
                ("critical_event", "Critical event", "What happens on which day if nothing is done?", 1),
                ("decision", "Decision", "Who decides, by what, in which steps?", 1),
            ],
        },
    ];

    /// The preset with this name.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.key == key)
    }

    /// The form of a new tool, filled in.
    #[must_use]
    pub fn draft(&self) -> ToolDraft {
        let element = |(key, label, hint, weight): &(&str, &str, &str, i64)| Element {
            key: (*key).to_owned(),
            label: (*label).to_owned(),
            hint: (*hint).to_owned(),
            weight: *weight,
        };
        let band = |(label, from): (&str, i64)| Band { label: label.to_owned(), from };
        let bands = [("Strong", 85), ("Workable", 50), ("At risk", 0)].map(band).to_vec();
        let card = Scorecard { top: 3, elements: self.elements.iter().map(element).collect(), bands };
        let draft = ToolDraft { kind: "rubric".to_owned(), title: self.title.to_owned(), ..ToolDraft::default() };
        draft.with_card(&card)
    }
}
