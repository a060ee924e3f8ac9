//! Secrets: random tokens that are kept only as hashes, and passwords.

use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, Salt};
use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::id::Id;
use crate::{Problems, WorkspaceId};

/// A random token as its holder knows it. It begins with the workspace's identity, so that every
/// look-up stays inside one workspace.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// The workspace it is good for.
    pub workspace: WorkspaceId,
    secret: [u8; 32],
}

impl Token {
    /// A token with 256 bits of randomness, drawn outside.
    #[must_use]
    pub fn new(workspace: WorkspaceId, secret: [u8; 32]) -> Self {
        Self { workspace, secret }
    }

    /// The text that goes into a cookie, a link or a header: 64 characters.
    #[must_use]
    pub fn text(&self) -> String {
        let mut bytes = Vec::with_capacity(48);
        bytes.extend_from_slice(&self.workspace.bytes());
        bytes.extend_from_slice(&self.secret);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Self::text`] wrote; nothing when it is anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (workspace, secret) = bytes.split_first_chunk::<16>()?;
        Some(Self { workspace: WorkspaceId::of(*workspace), secret: secret.try_into().ok()? })
    }

    /// What the database keeps of it. The token has 256 random bits, so a plain SHA-256 is enough.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.secret).to_vec()
    }
}

/// A random word for an address that is used once: 22 characters.
#[must_use]
pub fn word(random: [u8; 16]) -> String {
    URL_SAFE_NO_PAD.encode(random)
}

/// The fewest characters of a password, after OWASP ASVS 5.0 (6.2.1) and with its advice of 15 in mind.
pub const SHORTEST_PASSWORD: usize = 10;

/// The most bytes of a password: more only keeps the processor busy.
const LONGEST_PASSWORD: usize = 256;

/// Hashes a password with Argon2id (19 MiB, two passes, one lane: OWASP's recommendation). Slow on
/// purpose: never on a database thread.
pub fn hash_password(password: &str, salt: [u8; 16]) -> Result<String, Problems> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(Problems::with("password", "problem-password-short", &[("least", SHORTEST_PASSWORD.to_string())]));
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(Problems::one("password", "problem-password-long"));
    }
    let mut hash = [0; Params::DEFAULT_OUTPUT_LEN];
    let argon = Argon2::default();
    let filled = fill(&argon, password.as_bytes(), &salt, &mut hash);
    let parts = (filled.ok(), argon.params().try_into().ok(), Salt::new(&salt).ok(), Output::new(&hash).ok());
    let (Some(()), Some(params), Some(salt), Some(hash)) = parts else {
        return Err(Problems::one("password", "problem-password-long"));
    };
    let (algorithm, version) = (Algorithm::default().ident(), Some(Version::default().into()));
    Ok(PasswordHash { algorithm, version, params, salt: Some(salt), hash: Some(hash) }.to_string())
}

/// Whether `password` is the one behind `hash`. Without a hash it takes as long and says no, so that
/// nobody learns who is known here. Slow on purpose: never on a database thread.
#[must_use]
pub fn password_matches(password: &str, hash: Option<&str>) -> bool {
    let usable = password.len() <= LONGEST_PASSWORD;
    let known = PasswordHash::new(hash.unwrap_or(NOBODYS)).ok();
    let matches = known.is_some_and(|known| opens(if usable { password } else { "" }, &known));
    matches && usable && hash.is_some()
}

fn opens(password: &str, known: &PasswordHash) -> bool {
    let (Some(salt), Some(hash)) = (&known.salt, &known.hash) else { return false };
    let Ok(params) = Params::try_from(known) else { return false };
    let mut found = vec![0; hash.len()];
    let filled = fill(&Argon2::from(params), password.as_bytes(), salt, &mut found);
    // outputs compare in constant time
    filled.is_ok() && Output::new(&found).is_ok_and(|found| found == *hash)
}

/// Hashes, one password at a time: a crowd that signs in takes the memory of one. The reserve is above
/// what the system's allocator ever keeps for later (32 MiB), so the memory is given back at once; what
/// is reserved and not used costs nothing.
fn fill(argon: &Argon2<'_>, password: &[u8], salt: &[u8], hash: &mut [u8]) -> Result<(), argon2::Error> {
    static TURN: Mutex<()> = Mutex::new(());
    const RESERVE: usize = (33 << 20) / size_of::<Block>();
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let blocks = argon.params().block_count();
    let mut memory = Vec::with_capacity(blocks.max(RESERVE));
    memory.resize(blocks, Block::default());
    argon.hash_password_into_with_memory(password, salt, hash, memory)
}

/// A hash that no password is known for, as dear to check as any other.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUu$Z0FBQUFBQmhkRzl2Ynk1dWIySnZaSGt1YUdWeVpTNA";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_text_and_is_kept_only_as_a_hash() {
        let token = Token::new(WorkspaceId::of([1; 16]), [2; 32]);
        let read = Token::parse(&token.text());
        assert!(read == Some(token.clone()));
        assert_ne!(token.hash(), vec![2; 32]);
        assert!(Token::parse("").is_none() && Token::parse("AAAA").is_none());
    }

    #[test]
    fn a_password_opens_with_itself_only() {
        let hash = hash_password("a horse, a battery", [3; 16]);
        let hash = hash.as_deref().unwrap_or_default();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(password_matches("a horse, a battery", Some(hash)));
        assert!(!password_matches("a horse", Some(hash)));
        assert!(!password_matches("a horse, a battery", None));
        assert!(PasswordHash::new(NOBODYS).is_ok(), "checking nobody's must cost as much");
        assert!(hash_password("short", [3; 16]).is_err());
    }
}
