//! What a file can hold, and what a column of it can say.

use serde::{Deserialize, Serialize};

/// What the rows of a file are. The order is that of an import: what others name comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Things that are sold.
    Products,
    /// Customer companies.
    Accounts,
    /// Sellers with their leaders and regions.
    Teams,
    /// Opportunities.
    Deals,
}

impl FileKind {
    /// Every kind, in the order of an import.
    pub const ALL: [Self; 4] = [Self::Products, Self::Accounts, Self::Teams, Self::Deals];

    /// The name in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Accounts => "accounts",
            Self::Teams => "teams",
            Self::Deals => "deals",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What a column of such a file can say.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        use Field::{
            Account, Amount, CloseValue, Closed, Contact, Country, Currency, Employees, ExpectedClose, Founded, Id,
            Industry, Leader, LostReason, Name, NextStep, Opened, Owner, Parent, Price, Product, Region, Revenue,
            RevenueMillions, Seller, Series, Stage, Status, Team, Title, Waiver, Website,
        };
        match self {
            Self::Products => &[Name, Series, Price, Currency],
            Self::Accounts => &[Name, Industry, Website, Country, Employees, Founded, Revenue, RevenueMillions, Parent],
            Self::Teams => &[Seller, Leader, Region, Team],
            Self::Deals => &[
                Id,
                Title,
                Owner,
                Product,
                Account,
                Contact,
                Stage,
                Status,
                Opened,
                Closed,
                ExpectedClose,
                Amount,
                CloseValue,
                Currency,
                NextStep,
                LostReason,
                Waiver,
            ],
        }
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal;)*) => {
        /// What a column says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[$doc])* $variant),* }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in forms and in the API.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The words for people: their id in the texts.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => concat!("import-field-", $name)),* }
            }
        }
    };
}

fields! {
    /// What the source calls the deal.
    Id "id";
    /// What is being sold to whom.
    Title "title";
    /// Who is accountable: a name or an e-mail.
    Owner "owner";
    /// What is sold.
    Product "product";
    /// The customer.
    Account "account";
    /// The person there.
    Contact "contact";
    /// Where the deal stands.
    Stage "stage";
    /// Open, won or lost, beside a stage.
    Status "status";
    /// When work on it began.
    Opened "opened";
    /// When it was won or lost; for an open deal, when it should be.
    Closed "closed";
    /// When it should be closed.
    ExpectedClose "expected_close";
    /// What it is worth, known while it is open.
    Amount "amount";
    /// What it was worth in the end, known once it is closed.
    CloseValue "close_value";
    /// The currency of amounts and prices.
    Currency "currency";
    /// What was agreed to do next.
    NextStep "next_step";
    /// Why it was lost.
    LostReason "lost_reason";
    /// Why it went on although something that must hold did not.
    Waiver "waiver";
    /// The name of an account or a product.
    Name "name";
    /// What the account does.
    Industry "industry";
    /// Where it is on the web.
    Website "website";
    /// Where its office is.
    Country "country";
    /// How many people work there.
    Employees "employees";
    /// The year it was founded.
    Founded "founded";
    /// What it turns over in a year.
    Revenue "revenue";
    /// What it turns over in a year, in millions.
    RevenueMillions "revenue_millions";
    /// The company it belongs to.
    Parent "parent";
    /// The family of a product.
    Series "series";
    /// Its list price.
    Price "price";
    /// Somebody who sells.
    Seller "seller";
    /// Who leads their team.
    Leader "leader";
    /// The region or office of the team.
    Region "region";
    /// The team's name.
    Team "team";
}

impl Field {
    /// The field with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// It holds days.
    #[must_use]
    pub fn is_day(self) -> bool {
        matches!(self, Self::Opened | Self::Closed | Self::ExpectedClose)
    }

    /// It holds amounts or other numbers with decimals.
    #[must_use]
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Amount | Self::CloseValue | Self::Price | Self::Revenue | Self::RevenueMillions)
    }
}
