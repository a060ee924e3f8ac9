//! Medians and percentiles.

use std::time::Duration;

/// The middle of some numbers; nothing of none.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

/// The value below which so many hundredths of some sorted waits lie, in milliseconds.
pub(crate) fn at(sorted: &[Duration], hundredths: usize) -> f64 {
    let place = sorted.len().saturating_sub(1) * hundredths / 100;
    sorted.get(place).map_or(0.0, |wait| wait.as_secs_f64() * 1e3)
}
