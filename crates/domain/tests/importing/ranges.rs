//! Ranges of figures and how criteria held, counted a second time.

use domain::figures::insight::InsightAsked;
use domain::{Deal, Stage};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use measures::xmr::Range;

use crate::insights::{Luck, days, insight, real, visits, wandering};
use crate::theatre::Theatre;

/// Three hundred deals that wander.
fn wander(theatre: &Theatre) -> domain::MemberId {
    let ana = theatre.person("Ana").id;
    theatre.play(move |scene| {
        let (mut luck, stages) = (Luck(3), Stage::standard(scene)?);
        let arrivals = (1..=300).map(|number| wandering(&mut luck, &stages, ana, number)).collect();
        Deal::arrive(scene, arrivals).map(drop)
    });
    ana
}

#[test]
fn criteria_are_counted_once_for_each_deal() {
    let theatre = Theatre::open();
    let ana = wander(&theatre);
    theatre.play(move |scene| {
        (scene.actor.id, scene.actor.kind) = (ana, domain::ActorKind::Member);
        let criterion = domain::CriterionDraft {
            text: "Budget".into(),
            severity: "should".into(),
            ..domain::CriterionDraft::default()
        };
        let draft = domain::GuideDraft { criteria: vec![criterion], ..domain::GuideDraft::default() };
        Stage::keyed(scene, "prospecting")?.guide_by(scene, &draft)?;
        for count in 0..5 {
            let draft = domain::DealDraft { title: format!("Asked {count}"), ..domain::DealDraft::default() };
            let mut deal = Deal::open(scene, &draft)?;
            if count < 2 {
                deal.check(scene, "budget", &domain::CheckDraft::default())?;
            }
            for stage in ["demo", "prospecting", "demo"] {
                let to = domain::MoveDraft { stage: stage.into(), ..domain::MoveDraft::default() };
                deal.move_to(scene, &to)?;
            }
        }
        Ok(())
    });
    let today = theatre.play(|scene| Ok(scene.today()));
    let year = InsightAsked { whose: None, from: today.saturating_sub(364.days()), to: today, open: false };
    let told = insight(&theatre, "", year);
    let held = told.held["budget"];
    assert_eq!((held.met, held.gaps, held.waived), (2, 3, 0), "each left twice");
}

#[test]
fn a_range_is_made_of_the_spans_before() {
    let theatre = Theatre::open();
    wander(&theatre);
    let month = |from: Date| InsightAsked { whose: None, from, to: from.saturating_add(29.days()), open: false };
    let told = insight(&theatre, "", month(date(2017, 4, 1)));
    let first = visits(&theatre).iter().filter_map(|visit| visit.entered).min().unwrap();
    let spans = i64::from(days(first, date(2017, 4, 1)) / 30);
    let series: Vec<f64> = (1..=spans)
        .rev()
        .map(|back| insight(&theatre, "", month(date(2017, 4, 1).saturating_sub((30 * back).days()))).outcomes.won)
        .map(|won| real(usize::try_from(won).unwrap()))
        .collect();
    assert!(series.len() >= 8 && told.ranges.won.is_some());
    assert_eq!(told.ranges.won, Range::of(&series));
    let year = InsightAsked { whose: None, from: date(2017, 1, 1), to: date(2017, 12, 31), open: false };
    assert_eq!(insight(&theatre, "", year).ranges.won, None, "there are no eight years");
}

#[test]
fn every_leap_and_return_counts_in_the_one_span_that_it_happened_in() {
    let theatre = Theatre::open();
    wander(&theatre);
    let today = theatre.play(|scene| Ok(scene.today()));
    let begin = today.saturating_sub(719.days());
    let moves = |from: Date, to: Date| {
        let told = insight(&theatre, "", InsightAsked { whose: None, from, to, open: false });
        told.stages.iter().fold((0, 0), |(leaps, returns), stage| (leaps + stage.leaps, returns + stage.returns))
    };
    let months = (0..24).map(|month| {
        let from = begin.saturating_add((month * 30).days());
        moves(from, from.saturating_add(29.days()))
    });
    let sum = months.fold((0, 0), |(leaps, returns), month| (leaps + month.0, returns + month.1));
    assert!(sum.0 > 0 && sum.1 > 0, "they wander: {sum:?}");
    assert_eq!(sum, moves(begin, today));
}

#[test]
fn one_deal_fits_its_process_as_insight_says_of_all() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana").id;
    let fit = theatre.play(move |scene| {
        (scene.actor.id, scene.actor.kind) = (ana, domain::ActorKind::Member);
        let draft = domain::DealDraft { title: "Crane".into(), amount: "5".into(), ..domain::DealDraft::default() };
        let mut deal = Deal::open(scene, &draft)?;
        let to = |stage: &str| domain::MoveDraft { stage: stage.into(), ..domain::MoveDraft::default() };
        deal.move_to(scene, &to("demo"))?;
        deal.move_to(scene, &to("won"))?;
        let stages = deal.stages(scene)?;
        deal.conformance(scene, &stages)
    });
    // three steps in both, three of the line left out: 1 - 3 / (3 + 6)
    assert!((fit.fitness - 2.0 / 3.0).abs() < 1e-9, "{fit:?}");
    let mut left_out: Vec<&str> = fit.apart.iter().map(|apart| apart.stage.as_str()).collect();
    left_out.sort_unstable();
    assert_eq!(left_out, ["discovery", "negotiation", "proposal"]);
    assert!(fit.apart.iter().all(|apart| apart.skipped));
    let today = theatre.play(|scene| Ok(scene.today()));
    let told = insight(&theatre, "", InsightAsked { whose: None, from: today, to: today, open: false });
    assert_eq!(told.fitness, Some(fit.fitness));
}
