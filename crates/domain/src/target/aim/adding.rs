//! Adding up targets that change on days of their own, rounded half to even once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use measures::burndown::TargetStep;
use measures::rounding::{half_even, portion, within_i64};

/// A target that counts for `counted / whole` of itself.
pub(super) struct Part {
    pub(super) steps: Vec<TargetStep>,
    pub(super) counted: i64,
    pub(super) whole: i64,
}

impl Part {
    /// What it is at the end of `day`: nothing before its first step.
    fn on(&self, day: Date) -> i64 {
        self.steps.iter().rev().find(|step| step.date <= day).map_or(0, |step| step.amount)
    }
}

/// The sum on every day on which some part steps, with the reasons of that day.
pub(super) fn sum(parts: &[Part]) -> Vec<TargetStep> {
    let mut reasons: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
    for step in parts.iter().flat_map(|part| &part.steps) {
        let of_day = reasons.entry(step.date).or_default();
        if !step.reason.is_empty() && !of_day.contains(&step.reason.as_str()) {
            of_day.push(&step.reason);
        }
    }
    let step = |(date, reasons): (Date, Vec<&str>)| TargetStep {
        date,
        amount: total(parts, date),
        reason: reasons.join(" · "),
    };
    reasons.into_iter().map(step).collect()
}

fn total(parts: &[Part], day: Date) -> i64 {
    let exact = parts.iter().try_fold((0_i128, 1_i128), |(numerator, denominator), part| {
        let (amount, whole) = (i128::from(part.on(day)).checked_mul(part.counted.into())?, i128::from(part.whole));
        let sum = numerator.checked_mul(whole)?.checked_add(amount.checked_mul(denominator)?)?;
        let below = denominator.checked_mul(whole)?;
        let divisor = common_divisor(sum, below);
        Some((sum / divisor, below / divisor))
    });
    let each_rounded = || parts.iter().map(|part| i128::from(portion(part.on(day), part.counted, part.whole))).sum();
    // So many months that exact fractions no longer fit: their roundings are far below a cent each.
    within_i64(exact.map_or_else(each_rounded, |(numerator, denominator)| half_even(numerator, denominator)))
}

/// Euclid's greatest common divisor; 1 for zeros.
fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
