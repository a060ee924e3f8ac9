use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Monday, 2 March 2026, nine o'clock UTC, in microseconds since 1970.
const MONDAY_MORNING: i64 = 1_772_442_000_000_000;

/// A clock that stands still until it is set. Clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock(Arc<AtomicI64>);

/// A clock at nine on a Monday morning (2 March 2026, UTC).
#[must_use]
pub fn clock() -> Clock {
    Clock(Arc::new(AtomicI64::new(MONDAY_MORNING)))
}

impl Clock {
    /// The instant it shows, in microseconds since 1970 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    /// Shows this instant (microseconds since 1970 UTC) from now on.
    pub fn set(&self, instant: i64) {
        self.0.store(instant, Ordering::SeqCst);
    }

    /// Goes forward by so much.
    pub fn forward(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).unwrap(), Ordering::SeqCst);
    }

    /// Goes forward by so many days of 24 hours.
    pub fn forward_days(&self, days: u64) {
        self.forward(Duration::from_secs(days * 24 * 60 * 60));
    }

    /// The clock as a server takes it.
    #[must_use]
    pub fn reading(&self) -> Arc<dyn Fn() -> i64 + Send + Sync> {
        let clock = self.clone();
        Arc::new(move || clock.now())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_clock_starts_on_a_monday_morning_and_goes_only_when_told() {
        let clock = clock();
        let server = clock.reading();
        let shown = |instant| Timestamp::from_microsecond(instant).unwrap().to_string();
        assert_eq!(
            (shown(server()), shown(clock.now())),
            ("2026-03-02T09:00:00Z".into(), "2026-03-02T09:00:00Z".into())
        );
        clock.forward_days(1);
        assert_eq!(shown(server()), "2026-03-03T09:00:00Z");
        clock.set(0);
        assert_eq!(server(), 0);
    }
}
