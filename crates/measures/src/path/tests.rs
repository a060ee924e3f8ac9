use super::*;
use proptest::prelude::*;

fn deals(list: &[(f64, i64)]) -> Vec<Candidate<usize>> {
    let deal = |(deal, &(probability, credit)): (usize, &(f64, i64))| Candidate { deal, probability, credit };
    list.iter().enumerate().map(deal).collect()
}

fn chosen(path: &Path<usize>) -> Vec<usize> {
    path.steps.iter().map(|step| step.deal).collect()
}

#[test]
fn the_fewest_deals_come_before_the_likeliest() {
    let path = Path::to(85, &deals(&[(0.62, 41), (0.48, 28), (0.81, 33), (0.9, 10), (0.9, 10), (0.9, 10), (0.9, 10)]));
    assert_eq!(chosen(&path), [0, 2, 1]);
    assert_eq!((path.credit, path.is_enough(), path.is_best), (102, true, true));
    assert_eq!(path.steps.iter().map(|step| step.without).collect::<Vec<_>>(), [61, 69, 74]);
}

#[test]
fn among_as_few_the_likeliest_set_is_taken() {
    assert_eq!(chosen(&Path::to(50, &deals(&[(0.3, 100), (0.6, 55), (0.9, 49)]))), [1]);
    assert_eq!(chosen(&Path::to(60, &deals(&[(0.35, 50), (0.5, 40), (0.8, 30), (0.7, 30)]))), [2, 3]);
}

#[test]
fn a_deal_nobody_believes_in_is_not_on_the_path() {
    let path = Path::to(50, &deals(&[(0.29, 100), (0.3, 20)]));
    assert_eq!((chosen(&path), path.short_by), (vec![1], 30));
    assert!(!path.is_enough());
}

#[test]
fn nothing_remaining_needs_no_path() {
    for remaining in [0, -10] {
        let path = Path::to(remaining, &deals(&[(0.5, 10)]));
        assert_eq!((path.steps.len(), path.short_by, path.credit), (0, 0, 0));
    }
    assert_eq!(Path::<usize>::to(7, &[]).short_by, 7);
}

#[test]
fn a_large_pipeline_is_answered_with_its_best_set_so_far() {
    let list: Vec<(f64, i64)> =
        (0..400).map(|n| (0.3 + f64::from(n % 70) / 100.0, 1_000 + i64::from(n * 37 % 997))).collect();
    let path = Path::to(60_000, &deals(&list));
    assert!(path.is_enough());
    assert!(path.steps.len() < 40);
}

#[test]
fn pipeline_needed_is_what_remains_over_the_win_rate() {
    assert_eq!(value_weighted_win_rate(300, 900), Some(0.25));
    assert_eq!(value_weighted_win_rate(0, 0), None);
    assert_eq!(pipeline_needed(8_400_000, 0.25), Some(33_600_000));
    assert_eq!([pipeline_needed(-5, 0.25), pipeline_needed(5, 0.0)], [Some(0), None]);
}

/// All subsets, judged by the definition alone.
fn by_enumeration(list: &[(f64, i64)], remaining: i64) -> Option<(usize, f64)> {
    let subsets = (0_u32..1 << list.len()).map(|bits| {
        let inside = |index: &usize| bits >> index & 1 == 1;
        let set = (0..list.len()).filter(inside).map(|index| list[index]);
        set.fold((0, 0, 1.0), |(count, sum, product), (p, credit)| (count + 1, sum + credit, product * p))
    });
    let enough = subsets.filter(|(_, sum, _)| *sum >= remaining).map(|(count, _, product)| (count, product));
    enough.min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)))
}

proptest! {
    #[test]
    fn the_path_is_the_best_of_all_subsets(list in prop::collection::vec((0.3_f64..1.0, 1_i64..100), 0..11), remaining in 1_i64..400) {
        let path = Path::to(remaining, &deals(&list));
        if let Some((count, product)) = by_enumeration(&list, remaining) {
            prop_assert_eq!(path.steps.len(), count);
            prop_assert!((path.probability - product).abs() < 1e-9);
            prop_assert!(path.is_enough() && path.is_best);
        } else {
            prop_assert_eq!((path.steps.len(), path.is_enough()), (list.len(), false));
        }
    }
}
