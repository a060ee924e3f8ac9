//! Ways of selling to begin with. A team changes all of it.

use super::{Process, Version};
use crate::fold::fold;
use crate::stage::free_key;
use crate::{CriterionDraft, FieldDraft, GuideDraft, Result, Scene, Stage, StageAction, Status};

/// A way of selling to begin with.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name for programs; its name for people is the text `preset-` and this.
    pub key: &'static str,
    stages: &'static [Step],
}

/// A stage of a preset.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    name: &'static str,
    kind: Status,
    usual_days: Option<i64>,
    win_rate: i64,
    goal: &'static str,
    actions: &'static [&'static str],
    /// Label, kind, options.
    fields: &'static [(&'static str, &'static str, &'static str)],
    criteria: &'static [Claim],
}

/// Something that must or should hold: the statement, and how it is seen.
#[derive(Debug, PartialEq, Eq)]
enum Claim {
    Must(&'static str, Seen),
    Should(&'static str, Seen),
}

#[derive(Debug, PartialEq, Eq)]
enum Seen {
    Word,
    Link,
    Field(&'static str),
    List(&'static str),
}

impl Preset {
    /// Every preset, the plainest first.
    pub const ALL: [Self; 3] = [
        Self { key: "b2b", stages: B2B },
        Self { key: "saas", stages: SAAS },
        Self { key: "renewal", stages: RENEWAL },
    ];

    /// The preset with this key.
    #[must_use]
    pub fn keyed(key: &str) -> Option<&'static Self> {
        const ALL: &[Preset] = &Preset::ALL;
        ALL.iter().find(|preset| preset.key == key)
    }

    /// The names of its stages, in their order.
    pub fn stages(&self) -> impl Iterator<Item = &'static str> {
        self.stages.iter().map(|step| step.name)
    }

    /// Writes it as a draft. A stage that the process knows by the same name, or ends a deal the same way, keeps its
    /// key: the deals in it and its history go on.
    pub(super) fn write(&self, scene: &mut Scene<'_>, process: &Process, version: &Version) -> Result<()> {
        let known = Stage::of(scene, process.id, process.live_version)?;
        let mut written: Vec<Stage> = Vec::new();
        for (position, step) in (1_i64..).zip(self.stages) {
            let free = |stage: &&Stage| written.iter().all(|other| other.key != stage.key);
            let same = |stage: &&Stage| match step.kind {
                Status::Open => stage.kind == Status::Open && fold(&stage.name) == fold(step.name),
                end => stage.kind == end,
            };
            let key = match known.iter().filter(free).find(same) {
                Some(stage) => stage.key.clone(),
                None => free_key(scene, step.name, &written)?,
            };
            let stage = Stage {
                process: process.id,
                version: version.number,
                key,
                name: step.name.to_owned(),
                kind: step.kind,
                position: position * 10,
                usual_days: step.usual_days,
                learned_days: None,
                preset_win_rate: step.win_rate,
            };
            stage.write_in(scene, version.number)?;
            if step.kind == Status::Open {
                stage.guide_quietly(scene, &step.guide())?;
            }
            written.push(stage);
        }
        Ok(())
    }
}

impl Step {
    fn guide(&self) -> GuideDraft {
        let action = |text: &&str| StageAction { text: (*text).to_owned(), ..StageAction::default() };
        let field = |(label, kind, options): &(&str, &str, &str)| FieldDraft {
            label: (*label).to_owned(),
            kind: (*kind).to_owned(),
            options: (*options).to_owned(),
            ..FieldDraft::default()
        };
        GuideDraft {
            goal: self.goal.to_owned(),
            actions: self.actions.iter().map(action).collect(),
            fields: self.fields.iter().map(field).collect(),
            criteria: self.criteria.iter().map(Claim::draft).collect(),
            ..GuideDraft::default()
        }
    }
}

impl Claim {
    fn draft(&self) -> CriterionDraft {
        let (severity, text, seen) = match self {
            Self::Must(text, seen) => ("must", text, seen),
            Self::Should(text, seen) => ("should", text, seen),
        };
        let draft = CriterionDraft {
            text: (*text).to_owned(),
            severity: severity.to_owned(),
            kind: "word".to_owned(),
            ..CriterionDraft::default()
        };
        match seen {
            Seen::Word => draft,
            Seen::Link => CriterionDraft { kind: "link".to_owned(), ..draft },
            Seen::Field(field) => {
                CriterionDraft { kind: "field_present".to_owned(), field: (*field).to_owned(), ..draft }
            }
            Seen::List(items) => CriterionDraft { kind: "checklist".to_owned(), items: (*items).to_owned(), ..draft },
        }
    }
}

use Claim::{Must, Should};
use Seen::{Field, Link, List, Word};

const fn ended(name: &'static str, kind: Status) -> Step {
    let win_rate = if matches!(kind, Status::Won) { 100 } else { 0 };
    Step { name, kind, usual_days: None, win_rate, goal: "", actions: &[], fields: &[], criteria: &[] }
}

const fn open(name: &'static str, usual_days: i64, win_rate: i64, goal: &'static str) -> Step {
    let usual_days = Some(usual_days);
    Step { name, kind: Status::Open, usual_days, win_rate, goal, actions: &[], fields: &[], criteria: &[] }
}

const B2B: &[Step] = &[
    Step {
        actions: &["Look up who else there knows us", "Ask what made them answer now"],
        criteria: &[
            Should("They are one of the customers that we serve well", Word),
            Should("Somebody who feels the problem is named", Field("contact")),
        ],
        ..open("Prospecting", 14, 10, "The customer has agreed to talk about a problem that they have.")
    },
    Step {
        actions: &["Have them draw how it works today", "Send the summary back within a day"],
        fields: &[("Problem", "text", ""), ("What it costs them", "text", "")],
        criteria: &[
            Must("The problem is written down in their words", Field("problem")),
            Should("They can say what it costs to leave it", Field("what_it_costs_them")),
        ],
        ..open("Discovery", 14, 25, "The customer can say what it costs to leave things as they are.")
    },
    Step {
        actions: &["Show their own case, not ours", "Ask who else has to see it"],
        fields: &[("Decides", "text", ""), ("Competitor", "text", "")],
        criteria: &[
            Must("The person who decides is known", Field("decides")),
            Should("A day for the decision is agreed", Field("expected_close")),
        ],
        ..open("Solution", 12, 40, "The people who will use it have seen it solve their own case.")
    },
    Step {
        actions: &["Go through the offer together before it is sent"],
        criteria: &[
            Must("The offer has an amount", Field("amount")),
            Should("The offer is filed", Link),
            Should("The steps to the signature are agreed", List("Legal\nPurchasing\nSignature")),
        ],
        ..open("Proposal", 10, 55, "The person who signs has the offer and the numbers behind it.")
    },
    Step {
        actions: &["Agree on one list of open points"],
        criteria: &[Should("Nothing is open but the signature", Word)],
        ..open("Negotiation", 8, 75, "Both sides know the last open points and who closes them.")
    },
    ended("Won", Status::Won),
    ended("Lost", Status::Lost),
];

const SAAS: &[Step] = &[
    Step {
        actions: &["Answer on the same day", "Ask what they use now"],
        fields: &[("Seats", "number", "")],
        criteria: &[Should("The number of seats is known", Field("seats"))],
        ..open("Qualified", 5, 15, "The customer has said what they want to change, and by when.")
    },
    Step {
        actions: &["Show one day of their work in the product"],
        fields: &[("Has to connect with", "text", ""), ("Champion", "text", "")],
        criteria: &[
            Must("Somebody inside wants it to happen", Field("champion")),
            Should("What it has to connect with is known", Field("has_to_connect_with")),
        ],
        ..open("Demo", 10, 30, "Their people have seen their own work done in the product.")
    },
    Step {
        actions: &["Agree in writing what a good trial shows", "Look in after three days"],
        fields: &[("The trial is good if", "text", "")],
        criteria: &[
            Must("What makes the trial a success is written down", Field("the_trial_is_good_if")),
            Should("Three people have used it twice", Word),
        ],
        ..open("Trial", 21, 45, "They have reached their own measure of success with their own data.")
    },
    Step {
        actions: &["Send the security answers with the offer"],
        criteria: &[
            Must("The offer has an amount", Field("amount")),
            Should("Security and data protection are answered", List("Security\nData protection\nTerms")),
        ],
        ..open("Proposal", 10, 60, "The person who pays knows what it costs and what it brings.")
    },
    ended("Won", Status::Won),
    ended("Lost", Status::Lost),
];

const RENEWAL: &[Step] = &[
    Step {
        actions: &["Look at what they use and what they ask for help with"],
        fields: &[("Used by", "number", ""), ("Ends on", "date", "")],
        criteria: &[
            Must("The day on which the contract ends is known", Field("ends_on")),
            Should("How many use it is known", Field("used_by")),
        ],
        ..open("Review", 30, 70, "We know what the customer has got out of it.")
    },
    Step {
        actions: &["Show them their own results", "Ask what would make them leave"],
        fields: &[("Wish for next year", "text", "")],
        criteria: &[Must("They have told us what next year needs", Field("wish_for_next_year"))],
        ..open("Value talk", 21, 80, "The customer has said what it was worth, and what is missing.")
    },
    Step {
        criteria: &[Must("The offer has an amount", Field("amount")), Should("The offer is filed", Link)],
        ..open("Offer", 14, 88, "The person who signs has the offer for the next term.")
    },
    ended("Renewed", Status::Won),
    ended("Not renewed", Status::Lost),
];
