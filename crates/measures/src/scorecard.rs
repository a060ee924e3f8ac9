//! The score of a card with weighted elements.

use crate::rounding::{half_even, within_i64};

/// `100 x sum of weight x points / (top x sum of weights)`, rounded half to even, in 0..=100: pairs of weight and
/// points, each point within `0..=top`. An element that is not filled in has no points. A card without weight or top
/// scores nothing.
///
/// ```
/// use measures::scorecard::score;
/// assert_eq!(score(&[(60, 5), (40, 0)], 5), 60);
/// assert_eq!(score(&[], 5), 0);
/// ```
#[must_use]
pub fn score(elements: &[(i64, i64)], top: i64) -> i64 {
    let weight: i128 = elements.iter().map(|(weight, _)| i128::from(*weight)).sum();
    let reached: i128 = elements.iter().map(|(weight, points)| i128::from(*weight) * i128::from(*points)).sum();
    within_i64(half_even(100 * reached, i128::from(top) * weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::{Decimal, RoundingStrategy};

    /// The weights of a widely used MEDDPICC card, 15/15/10/10/10/15/15/10, on the scale 0 to 3.
    const MEDDPICC: [i64; 8] = [15, 15, 10, 10, 10, 15, 15, 10];

    #[test]
    fn a_meddpicc_card_is_worth_what_its_weights_say() {
        let card = |points: [i64; 8]| score(&MEDDPICC.into_iter().zip(points).collect::<Vec<_>>(), 3);
        assert_eq!(card([3; 8]), 100);
        assert_eq!(card([0; 8]), 0);
        // 45 + 30 + 10 + 20 + 0 + 45 + 15 + 0 = 165 of 300
        assert_eq!(card([3, 2, 1, 2, 0, 3, 1, 0]), 55);
    }

    proptest! {
        #[test]
        fn the_score_is_the_weighted_mean_of_parts_of_the_top(
            card in prop::collection::vec((1_i64..=1000, 0_i64..=10), 1..20), top in 1_i64..=10,
        ) {
            let card: Vec<(i64, i64)> = card.into_iter().map(|(weight, points)| (weight, points.min(top))).collect();
            let whole: Decimal = card.iter().map(|(weight, _)| Decimal::from(*weight)).sum();
            let reached: Decimal = card.iter().map(|(weight, points)| Decimal::from(weight * points)).sum();
            let mean = Decimal::from(100) * reached / (whole * Decimal::from(top));
            let rounded = mean.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
            prop_assert_eq!(Decimal::from(score(&card, top)), rounded);
        }
    }
}
