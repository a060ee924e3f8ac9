//! Dividing an amount by shares so that the parts always add up to the whole.

use crate::rounding::within_i64;

/// A share in hundredths of a percent: 3,333 is 33.33 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct BasisPoints(pub u32);

impl BasisPoints {
    /// All of it: 100 %.
    pub const WHOLE: Self = Self(10_000);

    /// A share typed as a percentage: `33.33`, `33,33 %`, `50`.
    ///
    /// # Errors
    /// Anything but 0 to 100 with at most two decimals.
    pub fn from_percent(text: &str) -> Result<Self, ShareProblem> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(decimals) {
            return Err(ShareProblem::NotAPercentage);
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 2 {
            return Err(ShareProblem::TooPrecise);
        }
        let points: u32 = format!("{whole}{decimals:0<2}").parse().map_err(|_| ShareProblem::OutOfRange)?;
        if points > Self::WHOLE.0 { Err(ShareProblem::OutOfRange) } else { Ok(Self(points)) }
    }

    /// The shares of `count` equal partners, the odd hundredths to the first ones: 33.34, 33.33, 33.33.
    #[must_use]
    pub fn equal_shares(count: u32) -> Vec<Self> {
        let keys: Vec<(u32, u32)> = (0..count).map(|key| (key, 1)).collect();
        let parts = split(i64::from(Self::WHOLE.0), &keys);
        parts.into_iter().filter_map(|(_, part)| u32::try_from(part).ok()).map(Self).collect()
    }

    /// Whether a set of shares is whole: exactly 100 %.
    #[must_use]
    pub fn are_whole(shares: &[Self]) -> bool {
        shares.iter().map(|share| u64::from(share.0)).sum::<u64>() == u64::from(Self::WHOLE.0)
    }
}

impl std::fmt::Display for BasisPoints {
    /// `33.33 %`, `50 %`, `12.5 %`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest / 10, rest % 10) {
            (0, 0) => write!(out, "{whole} %"),
            (tenths, 0) => write!(out, "{whole}.{tenths} %"),
            _ => write!(out, "{whole}.{rest:02} %"),
        }
    }
}

/// Why a text is not a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareProblem {
    /// Something else than digits.
    #[error("Write the share as a percentage, such as 50 or 33.33.")]
    NotAPercentage,
    /// Finer than a hundredth of a percent.
    #[error("A share has at most two decimals.")]
    TooPrecise,
    /// Above 100 %.
    #[error("A share is between 0 and 100 %.")]
    OutOfRange,
}

/// Parts of `minor` in proportion to `shares`, by the largest remainder; equal remainders go to the
/// lowest key first. The parts come in the order given and add up to `minor`, whatever the shares add
/// up to; `split(-x)` is the exact negative of `split(x)`. Where no share is above zero there is
/// nobody to give to, and the list is empty.
#[must_use]
pub fn split<K: Ord + Clone>(minor: i64, shares: &[(K, u32)]) -> Vec<(K, i64)> {
    let whole: u128 = shares.iter().map(|(_, share)| u128::from(*share)).sum();
    if whole == 0 {
        return Vec::new();
    }
    let size = u128::from(minor.unsigned_abs());
    let exact = |share: u32| size * u128::from(share);
    let mut parts: Vec<u128> = shares.iter().map(|(_, share)| exact(*share) / whole).collect();
    let missing = size - parts.iter().sum::<u128>();

    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by(|&a, &b| {
        let remainder = |index: usize| exact(shares[index].1) % whole;
        remainder(b).cmp(&remainder(a)).then_with(|| shares[a].0.cmp(&shares[b].0))
    });
    for index in by_remainder.into_iter().take(usize::try_from(missing).unwrap_or(usize::MAX)) {
        parts[index] += 1;
    }
    let signed = |part: u128| within_i64(i128::try_from(part).unwrap_or(i128::MAX) * i128::from(minor.signum()));
    shares.iter().zip(parts).map(|((key, _), part)| (key.clone(), signed(part))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(minor: i64, shares: &[(u32, u32)]) -> Vec<i64> {
        split(minor, shares).into_iter().map(|(_, part)| part).collect()
    }

    #[test]
    fn three_thirds_of_ten_thousand_and_a_cent() {
        let thirds = [(1, 3_333), (2, 3_333), (3, 3_334)];
        assert_eq!(parts(1_000_001, &thirds), [333_300, 333_300, 333_401]);
        assert_eq!(parts(-1_000_001, &thirds), [-333_300, -333_300, -333_401]);
    }

    #[test]
    fn a_single_cent_goes_to_the_lowest_key() {
        assert_eq!(parts(1, &[(1, 5_000), (2, 5_000)]), [1, 0]);
        assert_eq!(parts(1, &[(2, 5_000), (1, 5_000)]), [0, 1]);
    }

    #[test]
    fn nobody_to_give_to_gives_nothing() {
        assert_eq!(split::<u32>(100, &[]), []);
        assert_eq!(split(100, &[(1, 0)]), []);
    }

    #[test]
    fn the_largest_amounts_do_not_overflow() {
        assert_eq!(parts(i64::MIN, &[(1, 10_000)]), [i64::MIN]);
        assert_eq!(parts(i64::MAX, &[(1, u32::MAX), (2, u32::MAX)]).iter().sum::<i64>(), i64::MAX);
    }

    #[test]
    fn percentages_are_read_to_the_hundredth() {
        let read = |text| BasisPoints::from_percent(text).map(|share| share.0);
        assert_eq!(
            [read("33.33"), read("33,3 %"), read("50"), read("100.00")].map(Result::unwrap),
            [3333, 3330, 5000, 10_000]
        );
        assert_eq!(read("33.333"), Err(ShareProblem::TooPrecise));
        assert_eq!([read("100.01"), read("99999999999")], [Err(ShareProblem::OutOfRange); 2]);
        assert_eq!([read(""), read("-5"), read("5."), read("half")], [Err(ShareProblem::NotAPercentage); 4]);
    }

    #[test]
    fn shares_are_written_without_idle_zeros() {
        assert_eq!(
            [3_333, 5_000, 1_250, 5].map(|points| BasisPoints(points).to_string()),
            ["33.33 %", "50 %", "12.5 %", "0.05 %"]
        );
    }

    #[test]
    fn equal_partners_share_the_whole() {
        assert_eq!(BasisPoints::equal_shares(3).iter().map(|share| share.0).collect::<Vec<_>>(), [3_334, 3_333, 3_333]);
        assert!((1..200).all(|count| BasisPoints::are_whole(&BasisPoints::equal_shares(count))));
        assert_eq!(BasisPoints::equal_shares(0), []);
    }

    proptest! {
        #[test]
        fn parts_always_add_up(minor in any::<i64>(), shares in prop::collection::vec(1_u32..20_000, 1..12)) {
            let shares: Vec<(usize, u32)> = shares.into_iter().enumerate().collect();
            let sum: i128 = split(minor, &shares).iter().map(|(_, part)| i128::from(*part)).sum();
            prop_assert_eq!(sum, i128::from(minor));
        }

        #[test]
        fn a_reversal_is_the_exact_negative(minor in -i64::MAX..i64::MAX, shares in prop::collection::vec((0_u8..9, 0_u32..10_001), 1..8)) {
            let reversed: Vec<(u8, i64)> = split(minor, &shares).into_iter().map(|(key, part)| (key, -part)).collect();
            prop_assert_eq!(split(-minor, &shares), reversed);
        }

        #[test]
        fn no_part_is_a_whole_unit_from_its_exact_value(minor in 0_i64..1_000_000_000, shares in prop::collection::vec(1_u32..10_000, 1..8)) {
            let whole: f64 = shares.iter().map(|share| f64::from(*share)).sum();
            let keyed: Vec<(usize, u32)> = shares.into_iter().enumerate().collect();
            for ((_, part), (_, share)) in split(minor, &keyed).into_iter().zip(&keyed) {
                #[expect(clippy::cast_precision_loss, reason = "amounts here are below 2^53")]
                let distance = (part as f64 - minor as f64 * f64::from(*share) / whole).abs();
                prop_assert!(distance < 1.0 + 1e-6);
            }
        }
    }
}
