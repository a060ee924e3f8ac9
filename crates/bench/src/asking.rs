//! The things that people do, as requests.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use testing::{Connection, Reply};

use crate::site::Site;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Open,
    List,
    Board,
    Today,
    Create,
    Move,
}

impl Act {
    /// Everything that is measured.
    pub(crate) const ALL: [Self; 6] = [Self::Open, Self::List, Self::Board, Self::Today, Self::Create, Self::Move];

    /// What the report calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Open => "open a deal",
            Self::List => "list of 50",
            Self::Board => "board",
            Self::Today => "Today",
            Self::Create => "create a deal",
            Self::Move => "move a deal",
        }
    }

    /// Whether it changes something.
    pub(crate) fn changes(self) -> bool {
        matches!(self, Self::Create | Self::Move)
    }
}

/// The open stages between which deals are moved.
const STAGES: [&str; 2] = ["demo", "proposal"];

/// Asks for acts, each time about another thing.
pub(crate) struct Asker<'s> {
    site: &'s Site,
    turn: AtomicUsize,
    /// For each open deal, whether it stands in the first of the two stages.
    first: Vec<AtomicBool>,
}

impl<'s> Asker<'s> {
    pub(crate) fn of(site: &'s Site) -> Self {
        let first = site.open.iter().map(|(_, stage)| AtomicBool::new(stage == STAGES[0])).collect();
        Self { site, turn: AtomicUsize::new(0), first }
    }

    /// One request.
    pub(crate) fn ask(&self, act: Act, connection: &mut Connection) -> io::Result<Reply> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        match act {
            Act::Open => connection.get(&format!("/deals/{}", self.deal(turn))),
            Act::List => connection.get("/deals?whose=all&as=table"),
            Act::Board => connection.get("/deals?whose=all"),
            Act::Today => connection.get("/today"),
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
            Act::Move => self.moved(turn, connection),
        }
    }

    /// Every deal goes to one of two stages where it does not stand.
    fn moved(&self, turn: usize, connection: &mut Connection) -> io::Result<Reply> {
        let place = turn % self.site.open.len();
        let stage = STAGES[usize::from(self.first[place].fetch_xor(true, Ordering::Relaxed))];
        connection.post(&format!("/deals/{}/stage", self.site.open[place].0), &[("stage", stage)])
    }

    /// Any deal, spread over all of them.
    fn deal(&self, turn: usize) -> u64 {
        let deals = u64::from(self.site.deals);
        (u64::try_from(turn).unwrap_or(0) * 7_919) % deals + 1
    }
}
