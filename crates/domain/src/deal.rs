//! A deal: something a team hopes to sell, moving through the stages until it is won or lost.

mod arriving;
mod board;
mod built_in;
mod buying;
mod closing;
mod conforming;
mod converting;
mod crediting;
mod discarding;
mod facts;
mod filter;
mod known;
mod known_of_many;
mod listing;
mod moving;
mod moving_many;
mod opening;
mod page;
mod parts;
mod passing;
mod pricing;
mod reading;
mod scope;
mod scoring;
mod sharing;
mod sheet;
mod standing;
mod stepping;
mod strand;
mod tile;
mod totals;
mod typed;
mod waiving;
mod withdrawing;

use jiff::civil::Date;
use measures::money::{Currency, Money};

pub(crate) use arriving::arrive;
pub use arriving::{Arrival, End};
pub use board::{Board, Column, Total};
pub use buying::{Buyer, BuyerDraft, BuyingRole};
pub use closing::ClosureDraft;
pub use conforming::{Apart, Conformance};
pub use filter::{Filter, Order, Sort, Statuses};
pub use known::{AnswerDraft, CheckDraft, Knowledge};
pub use moving::MoveDraft;
pub use moving_many::Moved;
pub use opening::{DealDraft, NewDeal};
pub use page::{DealPage, Visited};
pub use passing::{Asked, Guidance, Verdict};
pub(crate) use passing::{Passage, open_of};
pub use pricing::TermsDraft;
pub(crate) use reading::{currency, day};
pub use scoring::{Mark, MarkDraft, ScoreDraft, Scored};
pub use sharing::{DealTeamDraft, Part, Share, ShareDraft};
pub use stepping::NextStepDraft;
pub use tile::{Face, Tile, initials};
pub(crate) use totals::Totals;
pub(crate) use typed::{MOST_MINOR, amount_typed, currency_typed, date_typed, number_typed};
pub use waiving::{WaiverDraft, WaiverReason};
pub(crate) use withdrawing::withdraw;

use crate::{
    AccountId, ContactId, DealId, Error, Event, Kind, MemberId, ProcessId, ProductId, Result, Scene, Status, TeamId,
};

/// A deal as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Which one.
    pub id: DealId,
    /// The number people see and say.
    pub number: i64,
    /// What is being sold to whom.
    pub title: String,
    /// The customer.
    pub account: Option<AccountId>,
    /// The person there.
    pub contact: Option<ContactId>,
    /// What is sold.
    pub product: Option<ProductId>,
    /// What it is worth, in minor units of `currency`.
    pub amount_minor: Option<i64>,
    /// The currency of the amount.
    pub currency: Currency,
    /// The amount is the list price, not an offer.
    pub amount_estimated: bool,
    /// When it should be closed.
    pub expected_close: Option<Date>,
    /// The process it follows.
    pub process: ProcessId,
    /// The version it began with.
    pub process_version: i64,
    /// Where it stands.
    pub stage: String,
    /// What that means.
    pub status: Status,
    /// Since when it stands there, if that is known.
    pub stage_entered_on: Option<Date>,
    /// Who is accountable.
    pub owner: MemberId,
    /// Its home team.
    pub team: Option<TeamId>,
    /// What was agreed to do next.
    pub next_step: Option<String>,
    /// When.
    pub next_step_on: Option<Date>,
    /// Who promised it.
    pub next_step_by: Option<MemberId>,
    /// The last day on which somebody did something about it.
    pub last_touched_on: Date,
    /// How many times its expected close was moved back.
    pub close_moves: i64,
    /// When work on it began, if that is known.
    pub opened_on: Option<Date>,
    /// When it was won or lost.
    pub closed_on: Option<Date>,
    /// Why it was lost.
    pub lost_reason: Option<String>,
    /// Counts its changes; a form carries the version that it shows.
    pub version: i64,
    /// It was taken off the board.
    pub discarded: bool,
    /// When it was written down, in microseconds since 1970 UTC.
    pub created_at: i64,
}

impl Deal {
    /// What it is worth, if that is known.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.amount_minor.map(|minor| Money { minor, currency: self.currency })
    }

    /// Whether the actor may change, move, win or lose it: its deal team, its team's leaders,
    /// operations.
    pub fn may_change(&self, scene: &mut Scene<'_>) -> Result<bool> {
        let actor = &scene.actor;
        if actor.read_only {
            return Ok(false);
        }
        let near = actor.operates() || actor.id == self.owner || self.team.is_some_and(|team| actor.leads(team));
        if near { Ok(true) } else { self.has_on_team(scene, scene.actor.id) }
    }

    /// Whether the actor may correct it after closing, or reopen it: its team's leaders, operations.
    #[must_use]
    pub fn may_correct(&self, scene: &Scene<'_>) -> bool {
        let actor = &scene.actor;
        !actor.read_only && (actor.operates() || self.team.is_some_and(|team| actor.leads(team)))
    }

    /// Whether the actor may set its shares: its owner, its team's leaders, operations.
    #[must_use]
    pub fn may_share(&self, scene: &Scene<'_>) -> bool {
        self.may_correct(scene) || (!scene.actor.read_only && scene.actor.id == self.owner)
    }

    /// Refuses whoever [may not change](Self::may_change) it.
    pub fn must_change(&self, scene: &mut Scene<'_>) -> Result<()> {
        if self.may_change(scene)? { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Refuses whoever [may not correct](Self::may_correct) it.
    pub fn must_correct(&self, scene: &Scene<'_>) -> Result<()> {
        if self.may_correct(scene) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Refuses whoever may not set its shares now: while it is open its owner, once it is closed only who
    /// may correct it.
    pub fn must_share(&self, scene: &Scene<'_>) -> Result<()> {
        let may = if self.status == Status::Open { self.may_share(scene) } else { self.may_correct(scene) };
        if may { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// A form that shows another version than this is stale, and so is one of a deal that was discarded
    /// meanwhile. No version: whoever asks did not look.
    fn must_be(&self, version: Option<i64>) -> Result<()> {
        let same = version.is_none_or(|shown| shown == self.version);
        if same && !self.discarded { Ok(()) } else { Err(Error::Stale) }
    }

    /// An event about this deal, its customer, its owner and its home team.
    pub(crate) fn event(&self, kind: Kind) -> Event {
        Event::new(kind).about(self.id).about_any(self.account).about_as(self.owner, "owner").about_any(self.team)
    }
}

/// A version as a form carries it.
pub(crate) fn version_typed(typed: &str) -> Option<i64> {
    typed.trim().parse().ok()
}

/// Money in an event.
pub(crate) fn money_told(amount: Option<Money>) -> serde_json::Value {
    amount.map_or(
        serde_json::Value::Null,
        |money| serde_json::json!({ "minor": money.minor, "currency": money.currency.code() }),
    )
}
