use jiff::civil::Date;

/// Something that somebody does at an instant.
#[derive(Debug, Clone)]
pub(super) struct Act {
    /// When, in microseconds since 1970 UTC.
    pub(super) at: i64,
    /// Who: a place in the cast.
    pub(super) who: usize,
    /// On which deal of the plan.
    pub(super) deal: usize,
    /// What.
    pub(super) what: What,
}

/// What somebody does.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Opens the deal.
    Open {
        /// The customer: a place among the accounts.
        account: usize,
        /// A place among the products.
        product: usize,
        /// Whole euro.
        amount: i64,
        /// When it should be closed.
        close: Date,
    },
    /// Moves it to the stage with this key.
    Move(&'static str),
    /// Wins it.
    Win,
    /// Loses it, for this reason.
    Lose(&'static str),
    /// Another amount, in whole euro.
    Price(i64),
    /// Another expected close.
    Postpone(Date),
    /// Takes somebody onto the deal team, with this share in per cent.
    Share {
        /// A place in the cast.
        with: usize,
        /// Their part of the whole.
        percent: i64,
    },
    /// Agrees on a next step.
    Step(&'static str, Date),
    /// Writes a note, a call, or something learned.
    Note(&'static str, &'static str),
    /// Thanks somebody of the cast.
    Thank(usize, &'static str),
    /// Asks for help.
    Ask(&'static str),
    /// Uses a tool: a place in the playbook.
    Use(usize),
    /// Fills in so many elements of the rubric.
    Score(usize),
    /// Names the contact of this customer (a place among the accounts) as somebody in buying.
    Buyer(usize, &'static str),
}
