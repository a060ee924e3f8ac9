use jiff::civil::Date;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Chance that falls the same on the same day.
pub(crate) struct Luck(ChaCha8Rng);

impl Luck {
    /// The luck of a day.
    pub(crate) fn of_day(day: Date) -> Self {
        let day = u64::try_from(i64::from(day.year()) * 400 + i64::from(day.day_of_year())).unwrap_or(1);
        Self(ChaCha8Rng::seed_from_u64(day))
    }

    /// Between 0 and 1.
    pub(crate) fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.0.next_u64() >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    /// Whether something of this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A whole number from `low` to `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.0.next_u64() % span).unwrap_or(0)
    }

    /// One of several.
    pub(crate) fn pick<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        let place = usize::try_from(self.0.next_u64() % choices.len().max(1) as u64).unwrap_or(0);
        &choices[place]
    }

    /// Random bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}
