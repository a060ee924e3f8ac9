use domain::{Actor, Member};
use serde::Serialize;
use utoipa::ToSchema;

use super::Named;

/// Who the token acts for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// The person.
    pub(crate) member: Named,
    /// Their e-mail.
    pub(crate) email: Option<String>,
    /// `member`, `partner`, `operations` or `admin`.
    pub(crate) role: String,
    /// What the token may do: `read` or `write`.
    pub(crate) scope: String,
    /// The workspace.
    pub(crate) workspace: Workspace,
}

/// A workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Workspace {
    /// Its name.
    pub(crate) name: String,
    /// Its name in addresses.
    pub(crate) slug: String,
    /// ISO 4217 code.
    pub(crate) currency: String,
    /// IANA name of its time zone.
    pub(crate) time_zone: String,
    /// The month in which its fiscal year begins.
    pub(crate) fiscal_start_month: i8,
    /// The number of its newest event.
    pub(crate) last_event: i64,
}

impl Me {
    pub(crate) fn of(actor: &Actor, member: &Member) -> Self {
        let workspace = &actor.workspace;
        Self {
            member: Named { number: member.number, name: member.name.clone() },
            email: member.email.clone(),
            role: member.role.name().to_owned(),
            scope: if actor.read_only { "read" } else { "write" }.to_owned(),
            workspace: Workspace {
                name: workspace.name.clone(),
                slug: workspace.slug.clone(),
                currency: workspace.currency.code().to_owned(),
                time_zone: workspace.time_zone.clone(),
                fiscal_start_month: workspace.fiscal_start_month,
                last_event: workspace.last_event,
            },
        }
    }
}
