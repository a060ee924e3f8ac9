//! What the stages of the invented company ask.

use domain::{CriterionDraft, FieldDraft, GuideDraft, Scene, Stage, StageAction};

/// Agreed on by the team at the end of the history. `rubric` is the number of the scorecard that it asks for.
pub(super) fn agree(scene: &mut Scene<'_>, rubric: i64) -> domain::Result<()> {
    for (stage, draft) in guides(rubric) {
        Stage::keyed(scene, stage)?.guide_by(scene, &draft)?;
    }
    Ok(())
}

fn guides(rubric: i64) -> [(&'static str, GuideDraft); 4] {
    [("prospecting", prospecting()), ("discovery", discovery()), ("demo", demo()), ("proposal", proposal(rubric))]
}

fn prospecting() -> GuideDraft {
    guide(
        "The customer has agreed to talk about a problem that they have.",
        [
            should("They match two of our three sectors", "word"),
            should("Somebody who feels the problem is named", "field_present").of_field("contact"),
        ],
        ["Look up who else there has bought from us", "Ask for the one call that matters"],
    )
}

fn discovery() -> GuideDraft {
    guide(
        "The customer can say what it costs them to leave things as they are.",
        [
            should("Problem, cost and deadline are written down", "checklist").listing("Problem\nCost\nDeadline"),
            should("We know who else they talk to", "field_present").of_field("competitor"),
        ],
        ["Have them draw how it works today", "Write the summary back within a day"],
    )
    .asking([("Sites", "number", ""), ("Competitor", "choice", "None\nNorthbeam\nTidal Works\nIn-house")])
}

fn demo() -> GuideDraft {
    guide(
        "Their people have seen it solve their own case.",
        [
            should("A sponsor has said what would make them sign", "word").showing(),
            should("Somebody there sells for us", "contact_role").by("champion"),
            should("A day for the decision is agreed", "field_present").of_field("expected_close"),
        ],
        ["Show their own data, not ours"],
    )
}

fn proposal(rubric: i64) -> GuideDraft {
    guide(
        "The person who signs has the offer and the numbers behind it.",
        [
            must("The person who signs has been met", "word").showing().when("amount", "at_least", "150000"),
            should("The offer is filed", "link"),
            should("We know the deal well enough to price it", "score_at_least").scoring(rubric, 40),
            should("Finance was asked", "word").when("amount", "at_least", "50000"),
        ],
        ["Go through the offer together before it is sent"],
    )
}

fn guide<const C: usize, const A: usize>(goal: &str, criteria: [CriterionDraft; C], actions: [&str; A]) -> GuideDraft {
    let action = |text: &str| StageAction { text: text.into(), ..StageAction::default() };
    GuideDraft {
        goal: goal.into(),
        criteria: criteria.into(),
        actions: actions.map(action).into(),
        ..GuideDraft::default()
    }
}

fn must(text: &str, kind: &str) -> CriterionDraft {
    CriterionDraft { text: text.into(), kind: kind.into(), ..CriterionDraft::default() }
}

fn should(text: &str, kind: &str) -> CriterionDraft {
    CriterionDraft { severity: "should".into(), ..must(text, kind) }
}

trait Asking {
    fn asking<const F: usize>(self, fields: [(&str, &str, &str); F]) -> Self;
}

impl Asking for GuideDraft {
    fn asking<const F: usize>(self, fields: [(&str, &str, &str); F]) -> Self {
        let field = |(label, kind, options): (&str, &str, &str)| FieldDraft {
            label: label.into(),
            kind: kind.into(),
            options: options.into(),
            ..FieldDraft::default()
        };
        Self { fields: fields.map(field).into(), ..self }
    }
}

trait Shaped {
    fn of_field(self, field: &str) -> Self;
    fn listing(self, items: &str) -> Self;
    fn showing(self) -> Self;
    fn scoring(self, tool: i64, least: i64) -> Self;
    fn by(self, role: &str) -> Self;
    fn when(self, field: &str, op: &str, value: &str) -> Self;
}

impl Shaped for CriterionDraft {
    fn of_field(self, field: &str) -> Self {
        Self { field: field.into(), ..self }
    }

    fn listing(self, items: &str) -> Self {
        Self { items: items.into(), ..self }
    }

    fn showing(self) -> Self {
        Self { evidence: "yes".into(), ..self }
    }

    fn scoring(self, tool: i64, least: i64) -> Self {
        Self { tool: tool.to_string(), least: least.to_string(), ..self }
    }

    fn by(self, role: &str) -> Self {
        Self { role: role.into(), ..self }
    }

    fn when(self, field: &str, op: &str, value: &str) -> Self {
        Self { when_field: field.into(), when_op: op.into(), when_value: value.into(), ..self }
    }
}
