//! The playbook of the invented company, and what people do with it.

use domain::{BandDraft, BuyerDraft, Deal, ElementDraft, MarkDraft, RubricPreset, Scene, ScoreDraft, Tool, ToolDraft};

use super::cast::Cast;

/// The rubric that the proposal stage asks for: a place among the tools.
pub(super) const RUBRIC: usize = 6;

/// Tools that are used now and then: the stage, and places among the tools.
pub(super) const OFTEN: [(&str, &[usize]); 3] = [("discovery", &[0, 1]), ("demo", &[2]), ("proposal", &[3, 4])];

/// Written by sellers before anything else happened. Who: places in the cast.
pub(super) fn write(scene: &mut Scene<'_>, cast: &Cast) -> domain::Result<Vec<i64>> {
    let mut numbers = Vec::new();
    for (author, draft) in [
        (0, first_mail()),
        (1, shorter_mail()),
        (2, ask_for_the_number()),
        (7, cover_mail()),
        (8, security_play()),
        (3, fit()),
        (4, ToolDraft { places: vec!["proposal".into()], ..RubricPreset::ALL[0].draft() }),
        (11, case_study()),
        (4, cold_call()),
    ] {
        scene.actor = cast.actors[author].clone();
        numbers.push(Tool::add(scene, &draft)?.number);
    }
    Ok(numbers)
}

/// Somebody uses a tool; whoever may not at that moment, does not.
pub(super) fn note_use(scene: &mut Scene<'_>, deal: &Deal, number: i64) -> domain::Result<()> {
    Tool::for_deal(scene, deal, number)?.note_use(scene, deal)
}

/// Somebody writes down how well a deal is understood.
pub(super) fn score(scene: &mut Scene<'_>, deal: &Deal, number: i64, known: usize) -> domain::Result<()> {
    let tool = Tool::for_deal(scene, deal, number)?;
    let elements = tool.scorecard().map(|card| card.elements.clone()).unwrap_or_default();
    let mark = |(place, element): (usize, domain::Element)| MarkDraft {
        element: element.key,
        points: (1 + (place + known) % 3).to_string(),
        evidence: "Said on the call".into(),
        shown: None,
    };
    let elements = elements.into_iter().take(known).enumerate().map(mark).collect();
    deal.score(scene, &tool, &ScoreDraft { elements }).map(drop)
}

/// Somebody names who is who at the customer.
pub(super) fn name(scene: &mut Scene<'_>, deal: &Deal, contact: &str, role: &str) -> domain::Result<()> {
    let draft = BuyerDraft { contact: contact.into(), role: role.into(), ..BuyerDraft::default() };
    deal.set_buyer(scene, &draft)
}

fn tool(kind: &str, title: &str, places: &[&str]) -> ToolDraft {
    ToolDraft {
        kind: kind.into(),
        title: title.into(),
        places: places.iter().map(|place| (*place).into()).collect(),
        ..ToolDraft::default()
    }
}

fn first_mail() -> ToolDraft {
    ToolDraft {
        subject: "One question about {{account}}".into(),
        body: "Hello {{contact_first_name}},\n\nwhen a meter at {{account}} drifts, who notices first, and what does \
               the day cost until then?\n\nIf that is worth a quarter of an hour, I bring the numbers of two harbours \
               of your size.\n\n{{me}}\n{{workspace}}"
            .into(),
        ..tool("template", "First mail: one question", &["prospecting", "discovery"])
    }
}

fn shorter_mail() -> ToolDraft {
    ToolDraft {
        variant_of: "1".into(),
        subject: "{{contact_first_name}}, who notices first?".into(),
        body: "Hello {{contact_first_name}},\n\nwho at {{account}} notices first when a meter drifts?\n\n{{me}}".into(),
        ..tool("template", "First mail: shorter", &["prospecting", "discovery"])
    }
}

fn ask_for_the_number() -> ToolDraft {
    ToolDraft {
        situation: "They like it, and nobody has said a number yet.".into(),
        body: "Ask what a lost day costs them, and be quiet. Write their number down in front of them.\n\n- Take \
               *their* number, even when it looks too low.\n- Send it back within a day."
            .into(),
        ..tool("play", "Ask for their number, not ours", &["demo"])
    }
}

fn cover_mail() -> ToolDraft {
    ToolDraft {
        subject: "The offer for {{account}}".into(),
        body: "Hello {{contact_first_name}},\n\nthe offer over {{amount}} is attached. The numbers in it are the ones \
               that we worked out together.\n\nWhat would keep you from signing by {{expected_close}}?\n\n{{me}}"
            .into(),
        ..tool("template", "Cover mail for an offer", &["proposal"])
    }
}

fn security_play() -> ToolDraft {
    ToolDraft {
        situation: "Anybody whose IT has a say.".into(),
        body: "Send the data sheet and the answers to the twenty usual questions **before** they ask. Offer a call \
               with Tom."
            .into(),
        ..tool("play", "Answer security before it is asked", &["proposal", "negotiation"])
    }
}

fn fit() -> ToolDraft {
    let element = |label: &str, weight: i64, hint: &str| ElementDraft {
        label: label.into(),
        weight: weight.to_string(),
        hint: hint.into(),
        ..ElementDraft::default()
    };
    let band = |label: &str, from: i64| BandDraft { label: label.into(), from: from.to_string() };
    ToolDraft {
        top: "5".into(),
        elements: vec![
            element("Sites", 30, "How many sites with meters of their own?"),
            element("Sector", 40, "Harbours, water works and breweries are where we win."),
            element("Somebody is named", 30, "Is there a person who feels the problem?"),
        ],
        bands: vec![band("Go", 70), band("Ask once more", 40), band("Leave it", 0)],
        ..tool("matrix", "Does this prospect fit?", &["prospecting"])
    }
}

fn case_study() -> ToolDraft {
    ToolDraft {
        industry: "Harbours".into(),
        size: "40 berths".into(),
        problem: "Two meters drifted for a season; the invoices were off by 3 % and nobody knew whose fault it was."
            .into(),
        result: "Leak watch found the drift within a day. The harbour master shows the curve to every visitor.".into(),
        ..tool("case_study", "A harbour that stopped guessing", &["demo", "proposal"])
    }
}

fn cold_call() -> ToolDraft {
    ToolDraft {
        body: "*You have ten seconds.* Say who you are, and ask the one question. Then count to five before you say \
               anything else."
            .into(),
        ..tool("script", "The first ten seconds of a call", &["prospecting"])
    }
}
