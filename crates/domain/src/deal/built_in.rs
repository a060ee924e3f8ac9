//! The fields that every deal has, whatever its process asks.

use crate::Known;

/// What every deal has, as criteria look at it.
pub(super) struct Facts {
    pub(super) amount: Option<String>,
    pub(super) expected_close: Option<String>,
    pub(super) account: Option<String>,
    pub(super) contact: Option<String>,
    pub(super) product: Option<String>,
    pub(super) next_step: Option<String>,
    pub(super) next_step_due: Option<String>,
    pub(super) team: Option<i64>,
}

impl Facts {
    /// Before anything was said about it; no question of a process goes before these.
    pub(super) fn known(self) -> Known {
        let fields = [
            ("amount", self.amount),
            ("expected_close", self.expected_close),
            ("account", self.account),
            ("contact", self.contact),
            ("product", self.product),
            ("next_step", self.next_step),
            ("next_step_due", self.next_step_due),
        ];
        let fields = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Known { fields: fields.collect(), team: self.team, ..Known::default() }
    }
}
