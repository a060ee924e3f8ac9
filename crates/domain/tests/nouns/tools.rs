//! The playbook: tools that are kept by their owners, offered in the process, filled from deals, and compared.

use domain::{
    Actor, Contact, ContactDraft, Deal, DealDraft, Error, Followed, GuideDraft, Role, Scene, TermsDraft, Tool,
    ToolDraft, ToolKind,
};

use crate::criteria::{guide, must, to};
use crate::theatre::Theatre;

fn template(title: &str, body: &str) -> ToolDraft {
    ToolDraft {
        kind: "template".into(),
        title: title.into(),
        subject: "About {{account}}".into(),
        body: body.into(),
        places: vec!["prospecting".into()],
        ..ToolDraft::default()
    }
}

pub(crate) fn play_of(title: &str) -> ToolDraft {
    ToolDraft { kind: "play".into(), title: title.into(), body: "Do it.".into(), ..ToolDraft::default() }
}

pub(crate) fn add(theatre: &Theatre, who: &Actor, draft: ToolDraft) -> Tool {
    theatre.play(who, move |scene| Tool::add(scene, &draft))
}

pub(crate) fn use_on(tool: &Tool, deal: i64) -> impl Fn(&mut Scene<'_>) -> domain::Result<()> + use<> {
    let number = tool.number;
    move |scene| {
        let deal = Deal::numbered(scene, deal)?;
        Tool::for_deal(scene, &deal, number)?.note_use(scene, &deal)
    }
}

fn followed(theatre: &Theatre, who: &Actor, tool: &Tool) -> Followed {
    let tool = tool.clone();
    theatre.play(who, move |scene| {
        Ok(Tool::followed(scene, std::slice::from_ref(&tool))?.remove(&tool.id).unwrap_or_default())
    })
}

fn advance(theatre: &Theatre, who: &Actor, deal: i64, stage: &str) {
    let draft = to(stage);
    theatre.play(who, move |scene| Deal::numbered(scene, deal)?.move_to(scene, &draft));
}

#[test]
fn a_template_is_filled_from_a_real_deal_and_a_hole_is_an_error() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.play(&ana, |scene| {
        let (title, amount, account) = ("Crane".into(), "12500".into(), "Acme & Sons".into());
        Deal::open(scene, &DealDraft { title, amount, account, ..DealDraft::default() })
    });
    let body = "Dear {{ contact_first_name }},\n{{title}} for {{amount}}. {{me}}";
    let mail = add(&theatre, &ana, template("First mail", body));
    let fill = |theatre: &Theatre| {
        let number = mail.number;
        theatre.play(&ana, move |scene| {
            let deal = Deal::numbered(scene, 1)?;
            Tool::for_deal(scene, &deal, number)?.fill(scene, &deal)
        })
    };
    let filled = fill(&theatre);
    assert_eq!((filled.missing, filled.to), (vec!["contact_first_name".to_owned()], None));
    assert_eq!(theatre.problem(&ana, "body", use_on(&mail, 1)), "problem-template-unfilled");
    theatre.play(&ana, |scene| {
        let (name, email) = (Some("Ines Kolb".into()), Some("ines@acme.example".into()));
        let ines = Contact::add(scene, &ContactDraft { name, email, ..ContactDraft::default() })?;
        let contact_picked = Contact::picked(ines.number);
        Deal::numbered(scene, 1)?
            .change(scene, &TermsDraft { contact_picked, contact: Some("Ines Kolb".into()), ..TermsDraft::default() })
    });
    let filled = fill(&theatre);
    assert_eq!(filled.subject, "About Acme & Sons");
    assert_eq!(filled.body, "Dear Ines,\nCrane for €12,500.00. Ana");
    assert_eq!((filled.missing.len(), filled.to.as_deref()), (0, Some("ines@acme.example")));
    theatre.play(&ana, use_on(&mail, 1));
    theatre.play(&ana, use_on(&mail, 1));
    assert_eq!(theatre.told("tool_used"), 1, "twice on a day is once");
}

#[test]
fn a_template_names_only_what_deals_can_say() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    let field = domain::FieldDraft { label: "Sites".into(), ..domain::FieldDraft::default() };
    guide(&theatre, &ona, "demo", GuideDraft { fields: vec![field], ..GuideDraft::default() });
    add(&theatre, &ona, template("Sites", "{{sites}} {{today}}"));
    for (body, problem) in [
        ("{{contact_nickname}}", "problem-merge-field"),
        ("{{}}", "problem-merge-braces"),
        ("{{ account", "problem-merge-braces"),
        ("", "problem-words-missing"),
    ] {
        let draft = template("Bad", body);
        assert_eq!(theatre.problem(&ona, "body", move |scene| Tool::add(scene, &draft).map(drop)), problem, "{body}");
    }
}

fn offered(theatre: &Theatre, who: &Actor, stage: &'static str) -> Vec<(i64, String)> {
    let found = theatre.play(who, move |scene| Tool::at(scene, stage));
    found.into_iter().map(|(tool, criteria)| (tool.number, criteria.join(" "))).collect()
}

#[test]
fn a_tool_is_offered_where_it_says() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let asked = vec![must("Seen by the users", "word")];
    guide(&theatre, &ona, "demo", GuideDraft { criteria: asked, ..GuideDraft::default() });
    let places = vec!["demo/seen_by_the_users".into(), "prospecting".into(), "demo/seen_by_the_users".into()];
    let tool = add(&theatre, &ana, ToolDraft { places, ..play_of("Show it to users") });
    assert_eq!((tool.owner, tool.kind()), (ana.id, ToolKind::Play));
    assert_eq!(tool.review_on.unwrap().to_string(), "2017-05-03", "ninety days from now");
    assert_eq!(offered(&theatre, &ana, "demo"), [(1, "seen_by_the_users".into())]);
    assert_eq!(offered(&theatre, &ana, "prospecting"), [(1, String::new())]);
    assert_eq!(offered(&theatre, &ana, "proposal"), []);
    let nowhere = ToolDraft { places: vec!["nowhere".into()], ..play_of("Lost") };
    let problem = theatre.problem(&ana, "places", move |scene| Tool::add(scene, &nowhere).map(drop));
    assert_eq!(problem, "problem-tool-place");
    let gone = tool.clone();
    theatre.play(&ana, move |scene| gone.discard(scene));
    assert_eq!(offered(&theatre, &ana, "prospecting"), []);
    assert!(theatre.play(&ana, Tool::all).is_empty());
    theatre.play(&ana, |scene| Tool::numbered(scene, 1)?.restore(scene));
    assert_eq!(offered(&theatre, &ana, "prospecting"), [(1, String::new())]);
}

#[test]
fn a_tool_is_changed_by_its_owner_and_nothing_unseen_is_overwritten() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    let (ona, pia) = (theatre.person("Ona", Role::Operations), theatre.person("Pia", Role::Partner));
    add(&theatre, &ana, play_of("Show it"));
    let change = |version: &str, title: &str| {
        let draft = ToolDraft { version: version.into(), ..play_of(title) };
        move |scene: &mut Scene<'_>| Tool::numbered(scene, 1)?.change(scene, &draft)
    };
    assert_eq!(theatre.refused(&ben, change("", "Mine")), Error::Forbidden);
    theatre.play(&ana, change("1", "Show it to users"));
    theatre.play(&ana, change("2", "Show it to users"));
    assert_eq!(theatre.told("tool_changed"), 1, "the same again is told once");
    assert_eq!(theatre.refused(&ona, change("1", "Other")), Error::Stale);
    theatre.play(&ona, change("2", "Other"));
    for refused in [
        theatre.refused(&pia, |scene| Tool::add(scene, &play_of("Mine")).map(drop)),
        theatre.refused(&pia, |scene| Tool::all(scene).map(drop)),
        theatre.refused(&pia, |scene| Tool::numbered(scene, 1).map(drop)),
    ] {
        assert_eq!(refused, Error::NotFound);
    }
}

#[test]
fn scripts_are_for_training_and_not_for_deals() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    let script = ToolDraft { kind: "script".into(), places: vec!["prospecting".into()], ..play_of("Cold call") };
    assert!(add(&theatre, &ana, script).kind().is_training());
    theatre.deal(&ana, "Crane", "5");
    let page = theatre.play(&ana, |scene| Deal::page(scene, 1));
    assert!(page.tools.is_empty());
}

#[test]
fn what_followed_counts_visits_within_ten_working_days_and_deals_that_ended() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    let tool = add(&theatre, &ana, play_of("Call the champion"));
    for deal in ["One", "Two", "Three", "Four"] {
        theatre.deal(&ana, deal, "5");
    }
    for deal in 1..=3 {
        theatre.play(&ana, use_on(&tool, deal));
    }
    // Thursday 2 February: ten working days are over with the 16th
    theatre.wait_days(14);
    advance(&theatre, &ana, 1, "demo");
    assert_eq!(followed(&theatre, &ana, &tool).advanced, (1, 1), "of two others nobody can say it yet");
    theatre.wait_days(1);
    advance(&theatre, &ana, 2, "demo");
    theatre.play(&ana, use_on(&tool, 1));
    theatre.play(&ana, use_on(&tool, 4));
    let seen = followed(&theatre, &ana, &tool);
    assert_eq!(
        (seen.uses, seen.deals, seen.advanced),
        (5, 4, (1, 3)),
        "the second came a day late, the third not at all"
    );
    assert_eq!(seen.won, (0, 0));
    for (deal, end) in [(1, "won"), (4, "won")] {
        advance(&theatre, &ana, deal, end);
    }
    theatre.play(&ana, |scene| {
        let draft = domain::MoveDraft { reason: "Price".into(), ..to("lost") };
        Deal::numbered(scene, 3)?.move_to(scene, &draft)
    });
    let seen = followed(&theatre, &ana, &tool);
    assert_eq!((seen.won, seen.advanced), ((2, 3), (3, 5)), "a stage that is lost did not go on");
    assert_eq!(seen.last.map(|(day, ..)| day.to_string()).as_deref(), Some("2017-02-17"));
}

#[test]
fn variants_stand_beside_the_first_of_their_family() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    let first = add(&theatre, &ana, play_of("Call"));
    let second = add(&theatre, &ben, ToolDraft { variant_of: "1".into(), ..play_of("Call twice") });
    let third = add(&theatre, &ana, ToolDraft { variant_of: "2".into(), ..play_of("Call thrice") });
    assert_eq!((second.variant_of, third.variant_of), (Some(first.id), Some(first.id)));
    let family = theatre
        .play(&ana, move |scene| Ok(third.family(scene)?.into_iter().map(|tool| tool.number).collect::<Vec<_>>()));
    assert_eq!(family, [1, 2, 3]);
    let other = ToolDraft { variant_of: "1".into(), ..template("Mail", "Words") };
    assert_eq!(
        theatre.problem(&ana, "variant_of", move |scene| Tool::add(scene, &other).map(drop)),
        "problem-tool-variant"
    );
}

#[test]
fn what_is_used_after_the_end_or_said_to_be_over_before_is_not_counted() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    let tool = add(&theatre, &ana, play_of("Call the champion"));
    for deal in ["One", "Two"] {
        theatre.deal(&ana, deal, "5");
    }
    theatre.wait_days(3);
    theatre.play(&ana, use_on(&tool, 1));
    // on Sunday she says that it went on last Friday
    theatre.play(&ana, |scene| {
        let draft = domain::ClosureDraft {
            outcome: "won".into(),
            closed_on: "2017-02-03".into(),
            ..domain::ClosureDraft::default()
        };
        Deal::numbered(scene, 1)?.close(scene, &draft)
    });
    let seen = followed(&theatre, &ana, &tool);
    assert_eq!((seen.advanced, seen.won), ((0, 0), (1, 1)), "the win came before the use");
    advance(&theatre, &ana, 2, "won");
    assert_eq!(theatre.problem(&ana, "deal", use_on(&tool, 2)), "problem-tool-closed");
    theatre.deal(&ana, "Three", "5");
    theatre.play(&ana, use_on(&tool, 3));
    theatre.play(&ana, |scene| Deal::numbered(scene, 3)?.discard(scene));
    let lines = theatre.play(&ana, Tool::all);
    assert_eq!((lines[0].uses, followed(&theatre, &ana, &tool).uses), (1, 1), "what is gone counts nowhere");
}
