//! Slowing down those who guess passwords, without locking anybody out for long.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Ten tries in three minutes for one account from one machine; sixty from one machine. Refilled all
/// the time, so that an outsider cannot lock anybody out.
pub struct Throttle {
    by_account: DefaultKeyedRateLimiter<String>,
    by_client: DefaultKeyedRateLimiter<String>,
}

const TRIES: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
const TRIES_OF_CLIENT: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
const REFILL: Duration = Duration::from_secs(18);
const REFILL_OF_CLIENT: Duration = Duration::from_secs(3);

impl Default for Throttle {
    fn default() -> Self {
        let quota = |refill, burst| Quota::with_period(refill).unwrap_or(Quota::per_minute(burst)).allow_burst(burst);
        Self {
            by_account: RateLimiter::keyed(quota(REFILL, TRIES)),
            by_client: RateLimiter::keyed(quota(REFILL_OF_CLIENT, TRIES_OF_CLIENT)),
        }
    }
}

impl Throttle {
    /// Whether one more try for `account` from `client` is all right.
    #[must_use]
    pub fn lets_try(&self, account: &str, client: &str) -> bool {
        let pair = format!("{client} {}", account.to_lowercase());
        self.by_client.check_key(&client.to_owned()).is_ok() && self.by_account.check_key(&pair).is_ok()
    }

    /// Forgets those who have not tried for a while.
    pub fn tidy(&self) {
        self.by_account.retain_recent();
        self.by_client.retain_recent();
    }
}
