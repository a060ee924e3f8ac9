//! Where the time and the randomness come in: nowhere else.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in microseconds since 1970 UTC.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock comes in")]
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// Fills with random bytes of the operating system. Without any, nothing is safe: the program ends.
pub(crate) fn random(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        eprintln!("The operating system gives no randomness: {error}.");
        std::process::exit(1);
    }
}

/// A name that no other server has.
pub(crate) fn random_name() -> String {
    format!("{:032x}", u128::from_be_bytes(random_bytes()))
}

/// So many random bytes.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    random(&mut bytes);
    bytes
}
