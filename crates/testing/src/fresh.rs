//! What no other test has: tests share a `PostgreSQL` database.

use std::hash::{BuildHasher, RandomState};

/// Eight bytes that are drawn anew each time.
pub(crate) fn seed() -> [u8; 8] {
    // The standard library's own randomness; each state has keys of its own.
    RandomState::new().hash_one(0_u8).to_be_bytes()
}

/// A `UUIDv7` that nothing else has.
pub(crate) fn id() -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&seed());
    bytes[8..].copy_from_slice(&seed());
    bytes[6] = 0x70 | bytes[6] & 0x0f;
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    bytes
}

/// A short name of letters and digits that nothing else has.
pub(crate) fn name() -> String {
    format!("t{:016x}", u64::from_be_bytes(seed()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_twice() {
        assert_ne!(id(), id());
        assert_ne!(name(), name());
    }
}
