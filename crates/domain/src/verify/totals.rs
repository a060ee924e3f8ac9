//! Kept totals are what a recount says.

use std::collections::BTreeMap;

use db::{FromRow, Row};

use super::{Finding, MOST};
use crate::{Result, Scene};

/// How many deals, and their sum in minor units.
type Counted = (i64, i64);

pub(super) fn findings(scene: &mut Scene<'_>) -> Result<Vec<Finding>> {
    let mut kept = read(scene.all(KEPT, &[])?);
    let mut findings = Vec::new();
    for sql in [EVERYWHERE, BY_OWNER, BY_TEAM] {
        for (place, counted) in read(scene.all(sql, &[])?) {
            let held = kept.remove(&place).unwrap_or_default();
            if held != counted {
                findings.push(unlike(&place, held, counted));
            }
        }
    }
    findings.extend(kept.iter().filter(|(_, held)| **held != (0, 0)).map(|(place, held)| unlike(place, *held, (0, 0))));
    findings.truncate(MOST);
    Ok(findings)
}

fn unlike(place: &Place, held: Counted, counted: Counted) -> Finding {
    let said = format!(
        "{} in stage {} ({}): {} deals worth {} are kept, a recount finds {} worth {}",
        place.scope, place.stage, place.currency, held.0, held.1, counted.0, counted.1
    );
    Finding::new("totals", said)
}

fn read(lines: Vec<Line>) -> BTreeMap<Place, Counted> {
    lines.into_iter().map(|line| (line.place, line.counted)).collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    scope: String,
    id: [u8; 16],
    process: [u8; 16],
    stage: String,
    currency: String,
}

struct Line {
    place: Place,
    counted: Counted,
}

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let place = Place {
            scope: row.text("scope")?,
            id: row.id("scope_id")?,
            process: row.id("process_id")?,
            stage: row.text("stage_key")?,
            currency: row.text("currency")?,
        };
        Ok(Self { place, counted: (row.int("deals")?, row.maybe_int("minor")?.unwrap_or(0)) })
    }
}

macro_rules! recounted {
    ($scope:literal, $id:literal) => {
        concat!(
            "SELECT '",
            $scope,
            "' AS scope, ",
            $id,
            " AS scope_id, process_id, stage_key, currency, COUNT(*) AS deals,
               CAST(SUM(amount_minor) AS BIGINT) AS minor
             FROM deals WHERE workspace_id = $1 AND discarded_at IS NULL AND ",
            $id,
            " IS NOT NULL GROUP BY ",
            $id,
            ", process_id, stage_key, currency"
        )
    };
}

const EVERYWHERE: &str = recounted!("all", "workspace_id");

const BY_OWNER: &str = recounted!("member", "owner_id");

const BY_TEAM: &str = recounted!("team", "team_id");

const KEPT: &str = "
    SELECT scope, scope_id, process_id, stage_key, currency, deals, minor FROM stage_totals WHERE workspace_id = $1";
