//! Identities: `UUIDv7`, 16 bytes, one type per noun so that one cannot stand for another.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What every identity can do, whatever it names.
pub trait Id: Copy {
    /// The kind of thing it names, as the log spells it.
    const KIND: &'static str;
    /// The sixteen bytes.
    fn bytes(self) -> [u8; 16];
    /// From the sixteen bytes.
    fn of(bytes: [u8; 16]) -> Self;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl Id for $name {
            const KIND: &'static str = $kind;
            fn bytes(self) -> [u8; 16] { self.0 }
            fn of(bytes: [u8; 16]) -> Self { Self(bytes) }
        }

        impl $name {
            /// The identity in a web address: 22 letters, digits, `-` and `_`.
            #[must_use]
            pub fn text(self) -> String { URL_SAFE_NO_PAD.encode(self.0) }

            /// Reads what [`Self::text`] wrote; nothing when it is anything else.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result { write!(out, concat!($kind, ":{}"), self.text()) }
        }

        impl From<$name> for db::Value {
            fn from(id: $name) -> Self { id.0.into() }
        }
    )*};
}

/// Binds an identity that may be missing.
pub(crate) fn maybe<I: Id>(id: Option<I>) -> db::Value {
    id.map(Id::bytes).into()
}

ids! {
    /// A workspace: one organisation's data.
    WorkspaceId "workspace";
    /// A person.
    MemberId "member";
    /// A team.
    TeamId "team";
    /// One membership of a person in a team.
    MembershipId "membership";
    /// A sign-in of one browser.
    SessionId "session";
    /// A token of another program.
    TokenId "token";
    /// A customer company.
    AccountId "account";
    /// A person at a customer.
    ContactId "contact";
    /// Something that is sold.
    ProductId "product";
    /// A way of selling: stages in an order.
    ProcessId "process";
    /// An opportunity.
    DealId "deal";
    /// A note, a call, something learned.
    NoteId "note";
    /// A month, a quarter, a sprint.
    PeriodId "period";
    /// A run of an import.
    ImportId "import";
    /// A thank-you.
    ThanksId "thanks";
    /// A request for help.
    HelpRequestId "help_request";
    /// A span of days somebody is away.
    LeaveId "leave";
    /// A tool for selling.
    ToolId "tool";
    /// A file of a deal.
    FileId "file";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_survives_a_web_address() {
        let id = DealId::of([7; 16]);
        assert_eq!(DealId::parse(&id.text()), Some(id));
        assert_eq!(DealId::parse("not an identity"), None);
        assert_eq!(DealId::parse(""), None);
    }
}
