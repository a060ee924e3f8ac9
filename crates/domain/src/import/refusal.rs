//! Rows that do not come in, and why.

use serde::{Deserialize, Serialize};

use crate::Problem;

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident $name:literal;)*) => {
        /// Why a row does not come in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Reason { $($(#[$doc])* $variant),* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The sentence for people: its id in the texts; `column` and `value` are to be filled in.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$variant => concat!("import-refused-", $name)),* }
            }
        }
    };
}

reasons! {
    /// It has more or fewer cells than the header.
    Ragged "ragged";
    /// A cell is longer than anything that belongs there.
    TooLong "too-long";
    /// A cell that is needed is empty.
    Missing "missing";
    /// A cell holds no day.
    Day "day";
    /// A cell holds no amount.
    Amount "amount";
    /// An amount is below zero.
    Negative "negative";
    /// An amount is more than a deal may be worth.
    TooLarge "too-large";
    /// There is no such currency.
    Currency "currency";
    /// Another row of the file has the same id.
    Twice "twice";
    /// It was closed before it was opened.
    ClosedBeforeOpened "closed-before-opened";
    /// It is won or lost, and the day is missing.
    NoClosingDay "no-closing-day";
    /// It was opened or closed on a day that has not come yet.
    InFuture "in-future";
    /// It is won, and nobody knows what for.
    WonWithoutAmount "won-without-amount";
    /// Nobody is accountable.
    NoOwner "no-owner";
    /// The stage is to be neither found nor added.
    Stage "stage";
    /// It goes on in the process although something that must hold does not, and nothing says why.
    CriteriaOpen "criteria-open";
    /// It was brought in before and has been discarded since.
    Discarded "discarded";
}

/// A row that does not come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The column that is to blame, if one is.
    #[serde(default)]
    pub column: String,
    /// What stands there.
    #[serde(default)]
    pub value: String,
}

/// The most letters of a cell that a refusal repeats.
const REPEATED: usize = 80;

impl Refusal {
    pub(super) fn of(reason: Reason) -> Self {
        Self { reason, column: String::new(), value: String::new() }
    }

    pub(super) fn at(reason: Reason, column: &str, value: &str) -> Self {
        Self { reason, column: column.to_owned(), value: value.chars().take(REPEATED).collect() }
    }

    /// The sentence for people.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let given = vec![("column", self.column.clone()), ("value", self.value.clone())];
        Problem { text: self.reason.sentence(), given }
    }
}
