//! How good forecasts were, once it is known what came. Lower is better in both.

/// Brier's score: the mean square of said minus came. 0 is perfect; always saying 0.5 scores 0.25.
/// Nothing for no forecasts. (G. W. Brier, Monthly Weather Review 78, 1950.)
#[must_use]
pub fn brier(said_and_came: &[(f64, bool)]) -> Option<f64> {
    mean(said_and_came.iter().map(|&(said, came)| (said - f64::from(u8::from(came))).powi(2)))
}

/// The mean of `-ln` of the probability given to what came, with a floor of one in a thousand so that
/// a single confident mistake does not hide everything else. Nothing for no forecasts.
#[must_use]
pub fn log_loss(said_and_came: &[(f64, bool)]) -> Option<f64> {
    let given = |said: f64, came: bool| if came { said } else { 1.0 - said };
    mean(said_and_came.iter().map(|&(said, came)| -given(said, came).max(0.001).ln()))
}

#[expect(clippy::cast_precision_loss, reason = "counts of forecasts are far below 2^53")]
fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = values.len();
    (count > 0).then(|| values.sum::<f64>() / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scores_of_a_small_table_are_met() {
        let said = [(0.9, true), (0.9, false), (0.2, false), (0.5, true)];
        assert!((brier(&said).unwrap() - (0.01 + 0.81 + 0.04 + 0.25) / 4.0).abs() < 1e-12);
        let expected = -(0.9_f64.ln() + 0.1_f64.ln() + 0.8_f64.ln() + 0.5_f64.ln()) / 4.0;
        assert!((log_loss(&said).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn certain_and_wrong_costs_much_but_not_everything() {
        assert!((log_loss(&[(1.0, false)]).unwrap() - 6.907_755).abs() < 1e-5);
        assert_eq!((brier(&[]), log_loss(&[])), (None, None));
    }
}
