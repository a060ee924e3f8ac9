//! Rounding half to even, the one rule for money.

/// `numerator / denominator`, rounded to the nearest whole number, a tie to the even one. A
/// denominator of zero gives zero, so that an empty period never stops a page.
///
/// ```
/// use measures::rounding::half_even;
/// assert_eq!([half_even(5, 2), half_even(7, 2), half_even(-5, 2)], [2, 4, -2]);
/// ```
#[must_use]
pub fn half_even(numerator: i128, denominator: i128) -> i128 {
    let Some(floor) = numerator.checked_div_euclid(denominator) else {
        return 0;
    };
    let rest = numerator.rem_euclid(denominator).unsigned_abs();
    let up = if denominator < 0 { -1 } else { 1 };
    let other_half = denominator.unsigned_abs() - rest;
    match rest.cmp(&other_half) {
        std::cmp::Ordering::Less => floor,
        std::cmp::Ordering::Equal if floor % 2 == 0 => floor,
        _ => floor + up,
    }
}

/// `amount x part / whole`, rounded half to even once and kept within `i64`.
#[must_use]
pub fn portion(amount: i64, part: i64, whole: i64) -> i64 {
    within_i64(half_even(i128::from(amount) * i128::from(part), i128::from(whole)))
}

/// The nearest `i64`.
#[must_use]
pub fn within_i64(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_go_to_the_even_neighbour() {
        let ties: Vec<i128> = [-7, -5, -3, -1, 1, 3, 5, 7].into_iter().map(|n| half_even(n, 2)).collect();
        assert_eq!(ties, [-4, -2, -2, 0, 0, 2, 2, 4]);
    }

    #[test]
    fn nothing_divided_by_nothing_is_nothing() {
        assert_eq!(half_even(12, 0), 0);
        assert_eq!(portion(12, 1, 0), 0);
    }

    proptest! {
        #[test]
        fn the_sign_never_changes_the_size(n in any::<i64>(), d in 1_i64..1_000_000) {
            let (n, d) = (i128::from(n), i128::from(d));
            prop_assert_eq!(half_even(-n, d), -half_even(n, d));
            prop_assert_eq!(half_even(n, -d), -half_even(n, d));
        }

        #[test]
        fn the_error_is_never_more_than_a_half(n in any::<i64>(), d in 1_i64..1_000_000) {
            let (n, d) = (i128::from(n), i128::from(d));
            prop_assert!((half_even(n, d) * d - n).abs() * 2 <= d);
        }
    }
}
