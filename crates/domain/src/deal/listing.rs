//! The list of deals: fifty rows at a time, in six orders, each of which is an index.

use super::Deal;
use super::filter::{Filter, Order, Sort};
use super::scope::Narrowed;
use super::strand::{Key, Place, Strand};
use super::tile::{Tile, complete};
use crate::paging::{Cursor, Page};
use crate::{Result, Scene, Stage, Status};

/// Rows of a page.
const ROWS: usize = 50;

impl Deal {
    /// A page of the deals that the filter leaves, in this order, behind `after` (empty: the first
    /// page). A partner finds only deals they are on.
    pub fn list(scene: &mut Scene<'_>, filter: &Filter, order: Order, after: &str) -> Result<Page<Tile>> {
        let stages = Stage::all(scene)?;
        let Some(narrowed) = Narrowed::of(scene, filter)? else {
            return Ok(Page { rows: Vec::new(), after: None });
        };
        let groups = groups(filter, order, &narrowed, &stages);
        let mut page = read(scene, &narrowed, &groups, after, ROWS)?;
        let mut tiles: Vec<_> = page.rows.iter_mut().collect();
        complete(scene, &mut tiles, &stages)?;
        Ok(page)
    }
}

/// Reads groups of runs one after the other until a page is full; the runs of a group are merged.
pub(super) fn read(
    scene: &mut Scene<'_>,
    narrowed: &Narrowed,
    groups: &[Vec<Strand<'_>>],
    after: &str,
    rows: usize,
) -> Result<Page<Tile>> {
    let after = Cursor::read(after);
    let begin = after.as_ref().and_then(|cursor| cursor.key.split_once('|')?.0.parse().ok()).unwrap_or(0);
    let mut found: Vec<(usize, Place, Tile)> = Vec::new();
    for (at, group) in groups.iter().enumerate().skip(begin) {
        if found.len() > rows {
            break;
        }
        let mut merged = Vec::new();
        for strand in group {
            let behind = after.as_ref().filter(|_| at == begin).and_then(|cursor| place(cursor, strand));
            merged.extend(strand.tiles(scene, narrowed, behind.as_ref(), rows + 1)?);
        }
        merged.sort_by(|(one, _), (other, _)| one.cmp(other));
        if group.first().is_some_and(|strand| strand.order.down) {
            merged.reverse();
        }
        found.extend(merged.into_iter().map(|(place, tile)| (at, place, tile)));
    }
    let page = Page::of(found, rows, |(at, place, _)| Cursor {
        key: format!("{at}|{}", place.key.write()),
        number: place.number,
    });
    Ok(Page { rows: page.rows.into_iter().map(|(.., tile)| tile).collect(), after: page.after })
}

fn place(cursor: &Cursor, strand: &Strand<'_>) -> Option<Place> {
    let (_, key) = cursor.key.split_once('|')?;
    let key = if strand.keyless { Key::None } else { Key::read(key, strand.order.sort)? };
    Some(Place { key, number: cursor.number })
}

/// The runs that make the list. What is stuck, and the order by stage, go stage by stage; an order
/// about which some deals say nothing has those at its end.
fn groups<'s>(filter: &Filter, order: Order, narrowed: &Narrowed, stages: &'s [Stage]) -> Vec<Vec<Strand<'s>>> {
    let statuses = filter.status.each();
    let by_stage = filter.stage.is_some() || narrowed.by_stage() || order.sort == Sort::Stage;
    let whole = |(status, stage)| Strand { status, stage, order, keyless: false };
    let strands: Vec<_> = if by_stage {
        let stages = stages.iter().filter(|stage| narrowed.has_stage(stage));
        let wanted = stages.filter(|stage| match &filter.stage {
            Some(key) => *key == stage.key,
            None => statuses.contains(&stage.kind),
        });
        let alive = wanted.filter(|stage| !narrowed.by_stage() || stage.kind == Status::Open);
        alive.map(|stage| whole((stage.kind, Some(stage)))).collect()
    } else {
        statuses.iter().map(|&status| whole((status, None))).collect()
    };
    let keyless = |strands: &[Strand<'s>]| strands.iter().map(|strand| Strand { keyless: true, ..*strand }).collect();
    match order.sort {
        Sort::Title | Sort::Owner => vec![strands],
        Sort::Amount | Sort::Close | Sort::Age => vec![strands.clone(), keyless(&strands)],
        Sort::Stage => {
            let mut groups: Vec<_> = strands.iter().flat_map(|strand| stage_groups(*strand)).collect();
            if order.down {
                groups.reverse();
            }
            groups
        }
    }
}

/// One stage: those whose day of entering is known, then the others.
pub(super) fn stage_groups(strand: Strand<'_>) -> [Vec<Strand<'_>>; 2] {
    [vec![strand], vec![Strand { keyless: true, ..strand }]]
}
