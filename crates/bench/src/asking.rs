//! The things that people do, as requests.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use testing::{Connection, Reply};

use crate::site::Site;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Open,
    List,
    Board,
    Today,
    Insight,
    Create,
    Move,
}

impl Act {
    /// Everything that is measured.
    pub(crate) const ALL: [Self; 7] =
        [Self::Open, Self::List, Self::Board, Self::Today, Self::Insight, Self::Create, Self::Move];

    /// What the report calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open a deal",
            Self::List => "list of 50",
            Self::Board => "board",
            Self::Today => "Today",
            Self::Insight => "insight",
            Self::Create => "create a deal",
            Self::Move => "move a deal",
        }
    }

    /// Whether it changes something.
    pub(crate) fn changes(self) -> bool {
        matches!(self, Self::Create | Self::Move)
    }
}

/// How many deals are away from their stage at once; more than there are clients.
const AT_ONCE: usize = 100;

/// Deals are moved to the first of these, or to the second when they stand in the first.
const STAGES: [&str; 2] = ["demo", "proposal"];

/// Asks for acts, each time about another thing.
pub(crate) struct Asker<'s> {
    site: &'s Site,
    turn: AtomicUsize,
    moves: AtomicUsize,
}

impl<'s> Asker<'s> {
    pub(crate) fn of(site: &'s Site) -> Self {
        Self { site, turn: AtomicUsize::new(0), moves: AtomicUsize::new(0) }
    }

    /// One request.
    pub(crate) fn ask(&self, act: Act, connection: &mut Connection) -> io::Result<Reply> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        match act {
            Act::Open => connection.get(&format!("/deals/{}", self.deal(turn))),
            Act::List => connection.get("/deals?whose=all&as=table"),
            Act::Board => connection.get("/deals?whose=all"),
            Act::Today => connection.get("/today"),
            Act::Insight => connection.get("/insights"),
            Act::Create => {
                let account = &self.site.accounts[turn * 7 % self.site.accounts.len()];
                let owner = (turn % self.site.members + 1).to_string();
                let fields = [
                    // somebody who came to own every new deal would be nobody's colleague
                    ("owner", owner.as_str()),
                    ("account", account.as_str()),
                    ("title", "A new deal with a title of five words"),
                    ("product", "Gateway G2"),
                    ("amount", "12500"),
                    ("expected_close", "2030-01-31"),
                ];
                connection.post("/deals", &fields)
            }
            Act::Move => self.moved(connection),
        }
    }

    /// Some deals go to another stage, then the same ones go back, then come the next: the board stays as
    /// full as it was, and no two clients move the same deal at once.
    fn moved(&self, connection: &mut Connection) -> io::Result<Reply> {
        let turn = self.moves.fetch_add(1, Ordering::Relaxed);
        let (pass, place) = (turn / AT_ONCE, turn % AT_ONCE);
        let (number, home) = &self.site.open[(pass / 2 * AT_ONCE + place) % self.site.open.len()];
        let away = if home == STAGES[0] { STAGES[1] } else { STAGES[0] };
        let stage = if pass.is_multiple_of(2) { away } else { home };
        connection.post(&format!("/deals/{number}/stage"), &[("stage", stage)])
    }

    /// Any deal, spread over all of them.
    fn deal(&self, turn: usize) -> u64 {
        let deals = u64::from(self.site.deals);
        (u64::try_from(turn).unwrap_or(0) * 7_919) % deals + 1
    }
}
