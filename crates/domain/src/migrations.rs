//! The list of migrations: forward only, expand then contract.

use db::Migration;

macro_rules! migrations {
    ($($number:literal $name:literal;)*) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/", $name, ".sql")),
        }),*]
    };
}

/// Every migration, in order.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_identity";
    2 "0002_teams";
    3 "0003_deals";
    4 "0004_imports_and_forecasts";
    5 "0005_process";
    6 "0006_versions";
    7 "0007_toolkit";
    8 "0008_stage_ages";
    9 "0009_files";
    10 "0010_lessons";
};
