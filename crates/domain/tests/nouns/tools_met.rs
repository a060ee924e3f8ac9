//! Where tools are met: by partners, and from the actions of a stage.

use domain::{Deal, Error, GuideDraft, Role, Scene, Tool, ToolDraft};

use crate::criteria::guide;
use crate::theatre::Theatre;
use crate::tools::{add, play_of, use_on};

#[test]
fn partners_meet_tools_where_their_deal_stands_and_no_contacts() {
    let theatre = Theatre::open();
    let (ana, pia) = (theatre.person("Ana", Role::Member), theatre.person("Pia", Role::Partner));
    theatre.deal(&ana, "Crane", "5");
    let (partner, owner) = (pia.id, ana.id);
    theatre.play(&ana, move |scene| {
        let number = |scene: &mut Scene<'_>, id| Ok::<_, Error>(domain::Member::with_id(scene, id)?.number.to_string());
        let (ana, pia) = (number(scene, owner)?, number(scene, partner)?);
        let share = |member: &String, percent: &str| domain::ShareDraft {
            member: member.clone(),
            percent: percent.into(),
            ..domain::ShareDraft::default()
        };
        let shares = vec![share(&ana, "90"), share(&pia, "10")];
        Deal::numbered(scene, 1)?
            .set_team(scene, &domain::DealTeamDraft { owner: ana, shares, ..domain::DealTeamDraft::default() })?;
        let draft = domain::BuyerDraft {
            contact: "Zora Secret".into(),
            role: "champion".into(),
            ..domain::BuyerDraft::default()
        };
        Deal::numbered(scene, 1)?.set_buyer(scene, &draft)
    });
    let here = add(&theatre, &ana, ToolDraft { places: vec!["prospecting".into()], ..play_of("Here") });
    let there = add(&theatre, &ana, ToolDraft { places: vec!["demo".into()], ..play_of("There") });
    theatre.play(&pia, use_on(&here, 1));
    assert_eq!(theatre.refused(&pia, use_on(&there, 1)), Error::NotFound);
    let page = theatre.play(&pia, |scene| Deal::page(scene, 1));
    let told = format!("{:?}", page.history);
    assert!(!told.contains("Zora") && page.buyers.is_empty() && told.contains("ToolUsed"), "{told}");
    let hers = theatre.play(&ana, |scene| Deal::page(scene, 1)).history;
    assert!(hers.iter().flat_map(|told| &told.subjects).any(|subject| subject.name == "Zora Secret"));
    let number = theatre.play(&ana, move |scene| Ok(domain::Member::with_id(scene, partner)?.number));
    let given = ToolDraft { owner: number.to_string(), ..play_of("Given away") };
    assert_eq!(theatre.problem(&ana, "owner", move |scene| Tool::add(scene, &given).map(drop)), "problem-tool-owner");
}

#[test]
fn an_action_names_the_tool_that_it_is_done_with() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let tool = add(&theatre, &ana, play_of("Call the champion"));
    let with = |number: &str| {
        let action = domain::StageAction { text: "Call".into(), tool: number.into(), ..domain::StageAction::default() };
        GuideDraft { actions: vec![action], ..GuideDraft::default() }
    };
    let nowhere = with("77");
    let refused = move |scene: &mut Scene<'_>| domain::Stage::keyed(scene, "demo")?.guide_by(scene, &nowhere).map(drop);
    assert_eq!(theatre.problem(&ona, "actions.0.tool", refused), "problem-tool-unknown");
    guide(&theatre, &ona, "demo", with(&tool.number.to_string()));
    let asked = theatre.play(&ana, |scene| {
        let stages = domain::Stage::standard(scene)?;
        Ok(domain::Guides::of_stages(scene, &stages)?.at("demo").cloned())
    });
    assert_eq!(asked.unwrap().actions[0].tool, "1");
    assert_eq!(theatre.problem(&ana, "tool", |scene| Tool::numbered(scene, 1)?.discard(scene)), "problem-tool-needed");
}
