//! Scorecards: filled in for deals by several people, and asked for by criteria.

use domain::{
    BandDraft, BuyerDraft, CriterionDraft, Deal, ElementDraft, Error, GuideDraft, MarkDraft, Role, RubricPreset, Scene,
    ScoreDraft, Stage, Tool, ToolDraft,
};

use crate::criteria::{guide, must, to};
use crate::theatre::Theatre;
use crate::tools::add;

fn matrix() -> ToolDraft {
    let element = |label: &str, weight: &str| ElementDraft {
        label: label.into(),
        weight: weight.into(),
        ..ElementDraft::default()
    };
    let band = |label: &str, from: &str| BandDraft { label: label.into(), from: from.into() };
    ToolDraft {
        kind: "matrix".into(),
        title: "Fit".into(),
        top: "4".into(),
        elements: vec![element("Size", "30"), element("Industry", "50"), element("", ""), element("Country", "20")],
        bands: vec![band("B", "40"), band("A", "75"), band("C", "0")],
        ..ToolDraft::default()
    }
}

fn fill_in(
    tool: i64,
    marks: &[(&str, &str, &str)],
) -> impl Fn(&mut Scene<'_>) -> domain::Result<domain::Scored> + use<> {
    let mark = |(element, points, evidence): &(&str, &str, &str)| MarkDraft {
        element: (*element).into(),
        points: (*points).into(),
        evidence: (*evidence).into(),
        shown: None,
    };
    let draft = ScoreDraft { elements: marks.iter().map(mark).collect() };
    move |scene| {
        let deal = Deal::numbered(scene, 1)?;
        let tool = Tool::for_deal(scene, &deal, tool)?;
        deal.score(scene, &tool, &draft)
    }
}

#[test]
fn a_matrix_says_how_well_a_prospect_fits_and_a_rubric_what_shows_it() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.deal(&ana, "Crane", "5");
    let fit = add(&theatre, &ana, matrix());
    let half = theatre.play(&ana, fill_in(fit.number, &[("size", "4", ""), ("industry", "3", "Their site")]));
    // 30 x 4 + 50 x 3 = 270 of 400
    assert_eq!((half.score(), half.band(), half.marks.len()), (68, Some("B"), 2));
    let more = theatre.play(&ana, fill_in(fit.number, &[("country", "4", "")]));
    assert_eq!((more.score(), more.band()), (88, Some("A")));
    theatre.play(&ana, fill_in(fit.number, &[("country", "4", "")]));
    assert_eq!((theatre.told("deal_scored"), theatre.told("tool_used")), (2, 1), "the same again is told once");
    let less = theatre.play(&ana, fill_in(fit.number, &[("industry", "", "")]));
    assert_eq!((less.score(), less.mark("industry")), (50, None), "what nobody knows counts as nothing");
    let wrong = fill_in(fit.number, &[("size", "5", "")]);
    assert_eq!(theatre.problem(&ana, "elements.0.points", move |scene| wrong(scene).map(drop)), "problem-score-points");

    let rubric = add(&theatre, &ana, RubricPreset::named("meddpicc").unwrap().draft());
    assert_eq!(rubric.scorecard().unwrap().elements.len(), 8);
    let unshown = fill_in(rubric.number, &[("champion", "2", "")]);
    assert_eq!(
        theatre.problem(&ana, "elements.0.evidence", move |scene| unshown(scene).map(drop)),
        "problem-score-evidence"
    );
    let named = theatre.play(&ana, fill_in(rubric.number, &[("champion", "1", ""), ("metrics", "3", "Said on 2 Feb")]));
    // 15 x 1 + 15 x 3 = 60 of 300
    assert_eq!((named.score(), named.band()), (20, Some("At risk")));
    let metrics = named.mark("metrics").unwrap();
    assert_eq!((metrics.on.unwrap().to_string(), metrics.by.clone().unwrap().1), ("2017-02-02".into(), "Ana".into()));
}

#[test]
fn two_people_fill_in_one_scorecard_and_neither_loses_a_mark() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    theatre.deal(&ana, "Crane", "5");
    let fit = add(&theatre, &ana, matrix());
    theatre.play(&ona, fill_in(fit.number, &[("size", "4", "")]));
    // Ana's form was opened before: it shows nothing of the size
    let mark = |element: &str, points: &str| MarkDraft {
        element: element.into(),
        points: points.into(),
        shown: Some(<(String, String)>::default()),
        ..MarkDraft::default()
    };
    let save = |draft: ScoreDraft| {
        let number = fit.number;
        move |scene: &mut Scene<'_>| {
            let deal = Deal::numbered(scene, 1)?;
            let tool = Tool::for_deal(scene, &deal, number)?;
            deal.score(scene, &tool, &draft)
        }
    };
    let kept = theatre.play(&ana, save(ScoreDraft { elements: vec![mark("size", ""), mark("country", "2")] }));
    assert_eq!(
        kept.marks.iter().map(|mark| (&*mark.element, mark.points)).collect::<Vec<_>>(),
        [("size", 4), ("country", 2)]
    );
    let other = save(ScoreDraft { elements: vec![mark("size", "1")] });
    assert_eq!(theatre.refused(&ana, move |scene| other(scene).map(drop)), Error::Stale);
}

#[test]
fn a_score_and_a_buying_role_are_asked_for_like_anything_else() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let fit = add(&theatre, &ana, matrix());
    let score =
        CriterionDraft { tool: fit.number.to_string(), least: "60".into(), ..must("It fits", "score_at_least") };
    let role = CriterionDraft { role: "champion".into(), ..must("Somebody sells for us", "contact_role") };
    guide(&theatre, &ona, "prospecting", GuideDraft { criteria: vec![score, role], ..GuideDraft::default() });
    theatre.deal(&ana, "Crane", "5");
    let go = || |scene: &mut Scene<'_>| Deal::numbered(scene, 1)?.move_to(scene, &to("demo"));
    assert_eq!(theatre.problem(&ana, "waiver", go()), "problem-waiver-missing");
    theatre.play(&ana, fill_in(fit.number, &[("size", "4", ""), ("industry", "3", "")]));
    assert_eq!(theatre.problem(&ana, "waiver", go()), "problem-waiver-missing");
    let ines = |role: &str| BuyerDraft { contact: "Ines Kolb".into(), role: role.into(), ..BuyerDraft::default() };
    let (champion, user, nothing) = (ines("champion"), ines("user"), ines("king"));
    theatre.play(&ana, move |scene| {
        let deal = Deal::numbered(scene, 1)?;
        deal.set_buyer(scene, &champion)?;
        deal.set_buyer(scene, &user)?;
        deal.set_buyer(scene, &champion)
    });
    assert_eq!(theatre.told("buying_role_set"), 2);
    assert_eq!(
        theatre.problem(&ana, "role", move |scene| Deal::numbered(scene, 1)?.set_buyer(scene, &nothing)),
        "problem-buying-role"
    );
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.remove_buyer(scene, 1, "user"));
    let page = theatre.play(&ana, |scene| Deal::page(scene, 1));
    let buyers: Vec<_> = page.buyers.iter().map(|buyer| (buyer.contact.name.as_str(), buyer.role.name())).collect();
    assert_eq!(buyers, [("Ines Kolb", "champion")]);
    theatre.play(&ana, go());
    assert_eq!(theatre.told("criteria_waived"), 0);
    assert_eq!(
        theatre.problem(&ana, "tool", move |scene| Tool::numbered(scene, 1)?.discard(scene)),
        "problem-tool-needed"
    );
}

#[test]
fn a_criterion_asks_for_a_scorecard_and_a_role_that_are_there() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    let change = |criterion: CriterionDraft| {
        let draft = GuideDraft { criteria: vec![criterion], ..GuideDraft::default() };
        move |scene: &mut Scene<'_>| Stage::keyed(scene, "prospecting")?.guide_by(scene, &draft).map(drop)
    };
    let score = CriterionDraft { tool: "99".into(), least: "0".into(), ..must("It fits", "score_at_least") };
    assert_eq!(theatre.problem(&ona, "criteria.0.tool", change(score.clone())), "problem-criterion-scorecard");
    assert_eq!(theatre.problem(&ona, "criteria.0.least", change(score)), "problem-criterion-least");
    let role = CriterionDraft { role: "king".into(), ..must("Somebody", "contact_role") };
    assert_eq!(theatre.problem(&ona, "criteria.0.role", change(role)), "problem-buying-role");
}

#[test]
fn evidence_belongs_to_points_and_an_element_is_said_once() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.deal(&ana, "Crane", "5");
    let fit = add(&theatre, &ana, matrix());
    let refused = |marks: &[(&str, &str, &str)], field: &str| {
        let filled = fill_in(fit.number, marks);
        theatre.problem(&ana, field, move |scene| filled(scene).map(drop))
    };
    assert_eq!(refused(&[("size", "", "Their site")], "elements.0.points"), "problem-score-points-missing");
    assert_eq!(refused(&[("size", "1", ""), ("size", "", "")], "elements.1.element"), "problem-score-element");
    assert_eq!(theatre.told("deal_scored"), 0);
    let kept = theatre.play(&ana, fill_in(fit.number, &[("size", "1", " Their\nsite ")]));
    assert_eq!(kept.mark("size").unwrap().evidence, "Their site");
    let gone = theatre.play(&ana, fill_in(fit.number, &[("size", "", "Their site")]));
    assert_eq!(gone.marks, [], "points are taken back with what showed them");
}
