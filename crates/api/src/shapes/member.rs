use domain::{LeaveDraft, LeaveLine, MemberDraft};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Given;

/// A person of the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Member {
    /// The number that people see.
    pub(crate) number: i64,
    /// Their name.
    pub(crate) name: String,
    /// Where mail reaches them.
    pub(crate) email: Option<String>,
    /// `member`, `partner`, `operations` or `admin`.
    pub(crate) role: String,
    /// `placeholder`, `invited`, `active` or `removed`.
    pub(crate) state: String,
    /// Their own time zone, if it is not the team's.
    pub(crate) time_zone: Option<String>,
    /// Counts the changes.
    pub(crate) version: i64,
}

/// A new person, or a change of one. What is not given stays; `null` empties.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberChange {
    /// Their name; a new person needs one.
    pub(crate) name: Option<String>,
    /// Their e-mail.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) email: Given<String>,
    /// `member`, `partner`, `operations` or `admin`.
    pub(crate) role: Option<String>,
    /// IANA name of their time zone; nothing for the team's.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) time_zone: Given<String>,
}

/// Days on which a person is away.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Leave {
    /// Which.
    pub(crate) id: String,
    /// The first day.
    #[schema(format = Date)]
    pub(crate) from: String,
    /// The last day.
    #[schema(format = Date)]
    pub(crate) to: String,
    /// Half of each day is worked.
    pub(crate) half: bool,
}

/// Days on which a person will be away.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeaveSet {
    /// The first day.
    #[serde(default)]
    #[schema(required = true, format = Date)]
    pub(crate) from: String,
    /// The last day, the first unless said.
    #[schema(format = Date)]
    pub(crate) to: Option<String>,
    /// Half of each day is worked.
    #[serde(default)]
    pub(crate) half: bool,
}

impl From<domain::Member> for Member {
    fn from(member: domain::Member) -> Self {
        Self {
            number: member.number,
            name: member.name,
            email: member.email,
            role: member.role.name().to_owned(),
            state: member.state.name().to_owned(),
            time_zone: member.time_zone,
            version: member.version,
        }
    }
}

impl MemberChange {
    pub(crate) fn draft(&self) -> MemberDraft {
        MemberDraft {
            name: self.name.clone(),
            email: self.email.typed(Clone::clone),
            role: self.role.clone(),
            time_zone: self.time_zone.typed(Clone::clone),
            ..MemberDraft::default()
        }
    }
}

impl From<LeaveLine> for Leave {
    fn from(leave: LeaveLine) -> Self {
        Self {
            id: leave.id.text(),
            from: leave.from_on.to_string(),
            to: leave.to_on.to_string(),
            half: leave.halves_worked > 0,
        }
    }
}

impl LeaveSet {
    pub(crate) fn draft(&self) -> LeaveDraft {
        LeaveDraft {
            from: self.from.clone(),
            to: self.to.clone().unwrap_or_default(),
            worked: if self.half { "half" } else { "" }.to_owned(),
        }
    }
}
