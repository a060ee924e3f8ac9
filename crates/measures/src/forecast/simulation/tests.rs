use super::*;
use proptest::prelude::*;

const THREE: [Chance; 3] = [
    Chance { probability: 0.5, minor: 5_000_000 },
    Chance { probability: 0.8, minor: 3_000_000 },
    Chance { probability: 0.2, minor: 2_000_000 },
];

fn played(deals: &[Chance], remaining: i64, shared: Shared) -> Forecast {
    simulate(&Simulation { deals, new_business: None, remaining, seed: 20_261_123, runs: RUNS, shared })
}

#[test]
fn three_deals_hide_a_probability_of_042_behind_a_mean_of_53k() {
    assert_eq!(expected(&THREE), 5_300_000);
    assert!((exact(&THREE, 6_000_000).unwrap() - 0.42).abs() < 1e-12);
    let forecast = played(&THREE, 6_000_000, Shared::Independent);
    assert!((forecast.probability - 0.42).abs() < 0.015, "{}", forecast.probability);
    assert!((forecast.mean - 5_300_000).abs() < 80_000, "{}", forecast.mean);
}

#[test]
fn the_same_seed_gives_the_same_forecast() {
    assert_eq!(played(&THREE, 6_000_000, Shared::OneFactor), played(&THREE, 6_000_000, Shared::OneFactor));
}

#[test]
fn a_shared_factor_widens_the_band_and_keeps_the_mean() {
    let deals = vec![Chance { probability: 0.4, minor: 1_000_000 }; 60];
    let (alone, together) = (played(&deals, 0, Shared::Independent), played(&deals, 0, Shared::OneFactor));
    assert!(together.p90 - together.p10 > (alone.p90 - alone.p10) * 3 / 2);
    assert!((together.mean - alone.mean).abs() < 400_000);
}

#[test]
fn many_deals_drawn_in_groups_match_the_normal_approximation() {
    let deal = |n: u32| Chance {
        probability: 0.1 + f64::from(n % 79) / 100.0,
        minor: 100_000 + i64::from(n * 7919 % 400_000),
    };
    let deals: Vec<Chance> = (0..3_000).map(deal).collect();
    assert!(grouped(&deals).len() < 400);
    let forecast = played(&deals, 0, Shared::Independent);
    let variance: f64 = deals
        .iter()
        .map(|d| d.probability * (1.0 - d.probability) * f64::from(i32::try_from(d.minor).unwrap()).powi(2))
        .sum();
    let tenth = 1.281_551_6 * variance.sqrt();
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    let (mean, p10, p90) = (expected(&deals) as f64, forecast.p10 as f64, forecast.p90 as f64);
    assert!((p90 - mean - tenth).abs() < 0.1 * tenth && (mean - p10 - tenth).abs() < 0.1 * tenth);
}

#[test]
fn new_business_comes_at_its_historic_rate() {
    let news = NewBusiness { wins: 2.5, amounts: vec![100, 300] };
    let forecast = simulate(&Simulation {
        deals: &[],
        new_business: Some(&news),
        remaining: 1,
        seed: 7,
        runs: RUNS,
        shared: Shared::Independent,
    });
    assert!((forecast.mean - 500).abs() <= 12, "{}", forecast.mean);
    assert!((forecast.probability - (1.0 - (-2.5_f64).exp())).abs() < 0.015);
}

#[test]
fn what_is_landed_already_is_certain_and_nothing_comes_from_nothing() {
    assert!((played(&[], 0, Shared::OneFactor).probability - 1.0).abs() < f64::EPSILON);
    assert!((played(&[], -5, Shared::OneFactor).probability - 1.0).abs() < f64::EPSILON);
    let nothing = played(&[Chance { probability: 0.0, minor: 100 }], 1, Shared::OneFactor);
    assert_eq!((nothing.p90, nothing.mean), (0, 0));
    assert!(nothing.probability < f64::EPSILON);
}

#[test]
fn too_many_deals_are_not_enumerated() {
    assert_eq!(exact(&[THREE[0]; 17], 1), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_simulation_agrees_with_enumeration(
        deals in prop::collection::vec((0.0_f64..=1.0, 1_i64..1_000_000), 0..12), part in 0.0_f64..1.2, seed in any::<u64>(),
    ) {
        let deals: Vec<Chance> = deals.into_iter().map(|(probability, minor)| Chance { probability, minor }).collect();
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "far below 2^53")]
        let remaining = (deals.iter().map(|deal| deal.minor).sum::<i64>() as f64 * part) as i64;
        let simulation = Simulation { deals: &deals, new_business: None, remaining, seed, runs: RUNS, shared: Shared::Independent };
        let forecast = simulate(&simulation);
        prop_assert!((forecast.probability - exact(&deals, remaining).unwrap()).abs() < 0.025);
        prop_assert!(forecast.p10 <= forecast.p50 && forecast.p50 <= forecast.p90);
    }
}
