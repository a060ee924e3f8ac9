//! Who may do what, as one table: the product shows it, the documentation prints it, and the test of
//! every route is made from it.

use crate::Role;

/// Somebody, in relation to what they want to touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever is signed in, partners too.
    Anybody,
    /// Every member of the workspace but partners.
    Members,
    /// The person whom it concerns.
    Themselves,
    /// Whoever wrote it.
    Author,
    /// Everybody on the deal team.
    DealTeam,
    /// The owner of the deal.
    Owner,
    /// The leaders of its team.
    Leaders,
    /// Operations, and admins.
    Operations,
    /// Admins.
    Admins,
}

impl Who {
    /// Everybody, from the widest to the narrowest.
    pub const ALL: [Self; 9] = [
        Self::Anybody,
        Self::Members,
        Self::Themselves,
        Self::Author,
        Self::DealTeam,
        Self::Owner,
        Self::Leaders,
        Self::Operations,
        Self::Admins,
    ];

    /// The id of the words for it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Anybody => "who-anybody",
            Self::Members => "who-members",
            Self::Themselves => "who-themselves",
            Self::Author => "who-author",
            Self::DealTeam => "who-deal-team",
            Self::Owner => "who-owner",
            Self::Leaders => "who-leaders",
            Self::Operations => "who-operations",
            Self::Admins => "who-admins",
        }
    }

    /// Whether a role alone makes somebody this, whatever it is about; else it depends.
    #[must_use]
    pub fn by_role(self, role: Role) -> Option<bool> {
        match self {
            Self::Anybody => Some(true),
            Self::Members => Some(role != Role::Partner),
            Self::Operations => Some(matches!(role, Role::Operations | Role::Admin)),
            Self::Admins => Some(role == Role::Admin),
            Self::Themselves | Self::Author | Self::DealTeam | Self::Owner | Self::Leaders => None,
        }
    }
}

/// A right: what may be done, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Right {
    /// Its name for programs.
    pub name: &'static str,
    /// The id of the sentence that says what may be done.
    pub text: &'static str,
    /// Who may: any of these.
    pub who: &'static [Who],
}

macro_rules! rights {
    ($($name:literal: $($who:ident)+;)*) => {
        /// The table.
        pub const RIGHTS: &[Right] =
            &[$(Right { name: $name, text: concat!("right-", $name), who: &[$(Who::$who),+] }),*];
    };
}

rights! {
    "see-everything": Members;
    "see-own-deals": Anybody;
    "open-deal": Members;
    "change-deal": DealTeam Leaders Operations;
    "close-deal": DealTeam Leaders Operations;
    "share-deal": Owner Leaders Operations;
    "correct-deal": Leaders Operations;
    "reopen-deal": Leaders Operations;
    "discard-deal": DealTeam Leaders Operations;
    "write-note": Anybody;
    "discard-note": Author Operations;
    "attach-file": Anybody;
    "discard-file": Author Operations;
    "ask-help": DealTeam Leaders Operations;
    "thank": Anybody;
    "keep-accounts": Members;
    "keep-own-profile": Themselves;
    "keep-leave": Themselves Leaders Operations;
    "set-targets": Leaders Operations;
    "keep-team": Leaders Operations;
    "form-team": Operations;
    "keep-people": Operations;
    "make-admin": Admins;
    "keep-process": Operations;
    "keep-products": Operations;
    "add-tool": Members;
    "change-tool": Author Operations;
    "set-rates": Operations;
    "import": Operations;
    "export": Operations;
    "keep-workspace": Operations;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_right_has_its_own_name_and_somebody_who_has_it() {
        let names: BTreeSet<_> = RIGHTS.iter().map(|right| right.name).collect();
        assert_eq!(names.len(), RIGHTS.len());
        for right in RIGHTS {
            let admin = right.who.iter().any(|who| who.by_role(Role::Admin) == Some(true));
            assert!(admin || right.name == "keep-own-profile", "{}", right.name);
        }
    }
}
