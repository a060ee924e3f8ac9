use std::sync::Arc;

use db::Db;
use domain::Dice;
use domain::WorkspaceId;
use domain::secret::Token;

use crate::{Hub, Origin, Throttle};

/// Fills with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// What every request stands on.
#[derive(Clone)]
pub struct Stage {
    /// The database.
    pub db: Db,
    /// Microseconds since 1970 UTC.
    pub clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// Fills with random bytes.
    pub random: Random,
    /// Where browsers reach us.
    pub origin: Arc<Origin>,
    /// Tells open pages to look again.
    pub hub: Arc<Hub>,
    /// Slows down those who guess.
    pub throttle: Arc<Throttle>,
    /// The word that opens the first page of an installation without a workspace.
    pub setup_key: Option<Arc<str>>,
    /// Holds the demonstration: signing in takes one click.
    pub demo: bool,
}

impl Stage {
    /// Now, in microseconds since 1970 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Dice for one scene.
    #[must_use]
    pub fn dice(&self) -> Dice {
        Dice::new(self.bytes())
    }

    /// A new token of this workspace.
    #[must_use]
    pub fn token(&self, workspace: WorkspaceId) -> Token {
        Token::new(workspace, self.bytes())
    }

    /// Random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}
