//! The tables whose rows an import writes down before it changes them, each column once.

use db::{FromRow, Row, Value};
use serde_json::Value as Json;

use crate::{Result, Scene};

/// Reads the rows of one thing.
type Reader = fn(&mut Scene<'_>, [u8; 16]) -> Result<Vec<Vec<Json>>>;

/// A table as far as the rows of one thing go.
pub(super) struct Table {
    pub name: &'static str,
    pub columns: &'static [(&'static str, Type)],
    pub read: Reader,
    pub delete: &'static str,
    pub insert: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Type {
    Id,
    Text,
    Int,
    Bool,
    Bytes,
}

impl Type {
    fn read(self, row: &Row<'_>, column: &'static str) -> db::Result<Json> {
        Ok(match self {
            Self::Id => row.maybe_id(column)?.map(|id| id.to_vec()).into(),
            Self::Text => row.maybe_text(column)?.into(),
            Self::Int => row.maybe_int(column)?.into(),
            Self::Bool => row.bool(column)?.into(),
            Self::Bytes => row.maybe_bytes(column)?.into(),
        })
    }

    /// A cell that was written down, to be bound.
    pub(super) fn value(self, cell: &Json) -> Value {
        let bytes = || -> Option<Vec<u8>> { serde_json::from_value(cell.clone()).ok() };
        match self {
            Self::Id => bytes().and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()).into(),
            Self::Text => cell.as_str().into(),
            Self::Int => cell.as_i64().into(),
            Self::Bool => cell.as_bool().into(),
            Self::Bytes => bytes().into(),
        }
    }
}

macro_rules! table {
    ($table:literal of $thing:literal $(and $more:literal)? : $first:ident $first_type:ident
     $(, $column:ident $type:ident $place:literal)*) => {{
        const COLUMNS: &[(&str, Type)] =
            &[(stringify!($first), Type::$first_type) $(, (stringify!($column), Type::$type))*];

        struct Cells(Vec<Json>);

        impl FromRow for Cells {
            fn from_row(row: &Row<'_>) -> db::Result<Self> {
                COLUMNS.iter().map(|(column, kind)| kind.read(row, column)).collect::<db::Result<_>>().map(Self)
            }
        }

        fn read(scene: &mut Scene<'_>, id: [u8; 16]) -> Result<Vec<Vec<Json>>> {
            let found: Vec<Cells> = scene.all(
                concat!(
                    "SELECT ", stringify!($first) $(, ", ", stringify!($column))*,
                    " FROM ", $table, " WHERE workspace_id = $1 AND ", $thing, " = $2" $(, " AND ", $more)?,
                ),
                &[id.into()],
            )?;
            Ok(found.into_iter().map(|cells| cells.0).collect())
        }

        Table {
            name: $table,
            columns: COLUMNS,
            read,
            delete: concat!(
                "DELETE FROM ", $table, " WHERE workspace_id = $1 AND ", $thing, " = $2" $(, " AND ", $more)?
            ),
            insert: concat!(
                "INSERT INTO ", $table, " (workspace_id, ", stringify!($first) $(, ", ", stringify!($column))*,
                ") VALUES ($1, $2" $(, ", ", $place)*, ")"
            ),
        }
    }};
}

pub(super) const DEAL: &[Table] = &[
    table!("deals" of "id": id Id, number Int "$3", title Text "$4", title_key Text "$5", account_id Id "$6",
        contact_id Id "$7", product_id Id "$8", amount_minor Int "$9", currency Text "$10", amount_estimated Bool "$11",
        expected_close Text "$12", process_id Id "$13", process_version Int "$14", stage_key Text "$15",
        status Text "$16", stage_entered_on Text "$17", owner_id Id "$18", team_id Id "$19", next_step Text "$20",
        next_step_on Text "$21", next_step_by Id "$22", last_touched_on Text "$23", close_moves Int "$24",
        opened_on Text "$25", closed_on Text "$26", lost_reason Text "$27", version Int "$28", created_at Int "$29",
        discarded_at Int "$30", import_id Id "$31"),
    table!("deal_terms" of "deal_id": deal_id Id, number Int "$3", from_on Text "$4", from_at Int "$5", to_on Text "$6",
        to_at Int "$7", amount_minor Int "$8", currency Text "$9", estimated Bool "$10", expected_close Text "$11",
        owner_id Id "$12", team_id Id "$13", status Text "$14", import_id Id "$15"),
    table!("stage_visits" of "deal_id": deal_id Id, number Int "$3", process_id Id "$4", process_version Int "$5",
        stage_key Text "$6", kind Text "$7", entered_on Text "$8", entered_at Int "$9", left_on Text "$10",
        left_at Int "$11", member_id Id "$12", import_id Id "$13"),
    table!("criterion_passes" of "deal_id": deal_id Id, number Int "$3", process_id Id "$4", process_version Int "$5",
        stage_key Text "$6", criterion_key Text "$7", outcome Text "$8", waiver Text "$9", passed_on Text "$10",
        member_id Id "$11", import_id Id "$12"),
    table!("deal_shares" of "deal_id": deal_id Id, number Int "$3", member_id Id "$4", role Text "$5", kind Text "$6",
        basis_points Int "$7", state Text "$8", status Text "$9", from_on Text "$10", from_at Int "$11",
        to_on Text "$12", to_at Int "$13", import_id Id "$14"),
    table!("ledger_entries" of "deal_id": deal_id Id, number Int "$3", member_id Id "$4", team_id Id "$5",
        kind Text "$6", effective_on Text "$7", recorded_at Int "$8", event_number Int "$9", deal_minor Int "$10",
        deal_currency Text "$11", minor Int "$12", rate Text "$13", rate_on Text "$14", import_id Id "$15"),
    table!("external_ids" of "subject_id" and "kind = 'deal'": source Text, kind Text "$3", external_id Text "$4",
        subject_id Id "$5", row_hash Bytes "$6", import_id Id "$7"),
];

pub(super) const ACCOUNT: &[Table] = &[
    table!("accounts" of "id": id Id, number Int "$3", name Text "$4", name_key Text "$5", industry Text "$6",
        website Text "$7", country Text "$8", employees Int "$9", founded Int "$10", annual_revenue_minor Int "$11",
        parent_id Id "$12", merged_into Id "$13", discarded_at Int "$14", version Int "$15", created_at Int "$16",
        import_id Id "$17"),
    table!("external_ids" of "subject_id" and "kind = 'account'": source Text, kind Text "$3", external_id Text "$4",
        subject_id Id "$5", row_hash Bytes "$6", import_id Id "$7"),
];

pub(super) const PRODUCT: &[Table] = &[
    table!("products" of "id": id Id, number Int "$3", name Text "$4", name_key Text "$5", series Text "$6",
        price_minor Int "$7", currency Text "$8", discarded_at Int "$9", version Int "$10", created_at Int "$11",
        import_id Id "$12"),
    table!("external_ids" of "subject_id" and "kind = 'product'": source Text, kind Text "$3", external_id Text "$4",
        subject_id Id "$5", row_hash Bytes "$6", import_id Id "$7"),
];
