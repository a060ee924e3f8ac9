use super::super::history::{Exit, Visit};
use super::*;
use proptest::prelude::*;

fn history(stages: usize, visits: impl IntoIterator<Item = (usize, u32, Exit)>) -> History {
    let mut history = History::new(stages);
    history.extend(visits.into_iter().map(|(stage, days, exit)| Visit { stage, days, exit }));
    history
}

/// Three stages with moves forward, leaps and returns, at all ages.
fn lively() -> History {
    let exits = [Exit::To(1), Exit::Won, Exit::Lost, Exit::StillOpen, Exit::To(0), Exit::To(2)];
    let visits = (0..900_u32).map(|n| {
        let stage = (n % 3) as usize;
        (stage, n * 7 % 190, exits[(n / 3 % 6) as usize])
    });
    history(3, visits.filter(|(stage, _, exit)| *exit != Exit::To(*stage)))
}

#[test]
fn a_constant_chance_gives_the_geometric_law() {
    let visits = (0..400).map(|n| (0, 1, if n % 4 == 0 { Exit::Won } else { Exit::StillOpen }));
    let with_days = visits.map(|(stage, _, exit)| (stage, if exit == Exit::Won { 1 } else { 2 }, exit));
    let model = Model::fit(&history(1, with_days), 0.0, 10);
    for days in 1..=3 {
        let expected = 1.0 - 0.75_f64.powi(days);
        let said = model.probability_won_by(0, 0, days.unsigned_abs());
        assert!((said - expected).abs() < 1e-9, "{days}: {said} against {expected}");
    }
}

/// The same chances, played forward day by day over (stage, age) instead of summed backward.
#[test]
fn the_convolution_equals_playing_the_days_forward() {
    let model = Model::fit(&lively(), PRIOR_DEALS, 60);
    for (stage, age, days) in [(0, 0, 60), (1, 25, 40), (2, 90, 7), (0, 400, 60)] {
        let mut open = vec![((stage, age.max(1)), 1.0)];
        let mut won = 0.0;
        for _ in 0..days {
            let mut tomorrow: std::collections::BTreeMap<(usize, u32), f64> = std::collections::BTreeMap::new();
            for ((stage, age), share) in open {
                let chances = &model.chances[stage][bin_of(age)];
                won += share * chances.won;
                *tomorrow.entry((stage, age + 1)).or_default() += share * (1.0 - chances.leaves);
                for (to, chance) in &chances.moves {
                    *tomorrow.entry((*to, 1)).or_default() += share * chance;
                }
            }
            open = tomorrow.into_iter().collect();
        }
        let said = model.probability_won_by(stage, age, days);
        assert!((said - won).abs() < 1e-9, "{said} against {won}");
    }
}

#[test]
fn beyond_the_horizon_the_answer_is_the_same() {
    let (short, long) = (Model::fit(&lively(), PRIOR_DEALS, 10), Model::fit(&lively(), PRIOR_DEALS, 90));
    assert!((short.probability_won_by(0, 3, 90) - long.probability_won_by(0, 3, 90)).abs() < 1e-12);
}

#[test]
fn a_stage_without_history_behaves_like_the_process() {
    let won_quickly = (0..40).map(|n| (0, 5, if n % 2 == 0 { Exit::Won } else { Exit::Lost }));
    let model = Model::fit(&history(2, won_quickly), PRIOR_DEALS, 30);
    let (known, unknown) = (model.probability_won_by(0, 0, 30), model.probability_won_by(1, 0, 30));
    assert!((known - 0.5).abs() < 0.02, "{known}");
    assert!((unknown - known).abs() < 0.02, "{unknown}");
}

#[test]
fn five_pseudo_deals_weigh_little_against_hundreds() {
    let visits = (0..600).map(|n| (n % 2, 10, if n % 2 == 0 { Exit::Won } else { Exit::Lost }));
    let model = Model::fit(&history(2, visits), PRIOR_DEALS, 60);
    assert!(model.probability_won_by(0, 0, 60) > 0.95);
    assert!(model.probability_won_by(1, 0, 60) < 0.05);
}

#[test]
fn one_lucky_deal_does_not_make_a_stage_certain() {
    let mut visits: Vec<(usize, u32, Exit)> =
        (0..100).map(|n| (0, 10, if n % 4 == 0 { Exit::Won } else { Exit::Lost })).collect();
    visits.push((1, 10, Exit::Won));
    let model = Model::fit(&history(2, visits), PRIOR_DEALS, 60);
    let said = model.probability_won_by(1, 0, 60);
    assert!((0.25..0.5).contains(&said), "{said}");
}

#[test]
fn without_history_nothing_is_won() {
    let model = Model::fit(&History::new(3), PRIOR_DEALS, 30);
    assert!(model.probability_won_by(0, 10, 30) < f64::EPSILON);
    assert!(model.probability_won_by(7, 10, 30) < f64::EPSILON);
}

#[test]
fn an_old_deal_is_less_likely_when_wins_come_early() {
    let visits = (0..200).map(|n| if n % 2 == 0 { (0, 6, Exit::Won) } else { (0, 150, Exit::Lost) });
    let model = Model::fit(&history(1, visits), PRIOR_DEALS, 60);
    assert!(model.probability_won_by(0, 0, 30) > 2.0 * model.probability_won_by(0, 60, 30));
}

proptest! {
    #[test]
    fn more_time_never_makes_a_win_less_likely(
        visits in prop::collection::vec((0_usize..4, 0_u32..500, 0_u8..7), 0..80),
        stage in 0_usize..4, age in 0_u32..500,
    ) {
        let exit = |n| match n { 0..=3 => Exit::To(usize::from(n)), 4 => Exit::Won, 5 => Exit::Lost, _ => Exit::StillOpen };
        let model = Model::fit(&history(4, visits.into_iter().map(|(stage, days, n)| (stage, days, exit(n)))), PRIOR_DEALS, 40);
        let said: Vec<f64> = (0..=50).map(|days| model.probability_won_by(stage, age, days)).collect();
        prop_assert!(said.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
        prop_assert!(said.iter().all(|p| (0.0..=1.0).contains(p)));
    }
}
