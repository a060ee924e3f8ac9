//! Forecasts: what became of past deals, what that says about the open ones, and how the period may end.
//!
//! Three steps on two kinds of thread. Inside a scene, [`Past::read`] reads the history of a workspace up
//! to a day (once a day is enough), and [`Question::read`] what is asked about one person or team. Outside,
//! [`History::learn`] turns the past into chances and [`answer`] plays the rest of the period. Inside again,
//! [`keep`] stores what was said, so that Today only reads a row, and that it can be scored.

mod answering;
mod asking;
mod keeping;
mod learning;
mod rates;

pub(crate) use answering::from_millionths;
pub use answering::{DealChance, Landing, Outlook, answer};
pub use asking::Question;
pub(crate) use asking::fingerprint;
pub use keeping::{Kept, followed, keep, kept, missing};
pub use learning::{History, Past, UsualAge};
pub use rates::{WinRate, WinRateFrom};
