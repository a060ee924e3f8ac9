//! Looking for many keys at once: a few statements of a fixed size, whatever the number of keys. A page
//! never asks once for each of its rows.

use db::{FromRow, Value};

use crate::{Result, Scene};

/// A query for many keys. A place that is not needed is filled with the last key, which an engine still
/// has to look at: so there is a text for few of them too.
#[derive(Clone, Copy)]
pub(crate) struct Many {
    /// With places for [`FEW`] keys.
    pub(crate) few: &'static str,
    /// With places for [`FIFTY`].
    pub(crate) fifty: &'static str,
}

const FEW: usize = 8;
const FIFTY: usize = 50;

/// A [`Many`] of the text before the list of keys and, where there is more, the text behind it. The keys
/// come behind the workspace, or behind two more values.
macro_rules! many {
    (behind two more, $before:expr) => {
        crate::many::Many {
            few: concat!($before, "($4, $5, $6, $7, $8, $9, $10, $11)"),
            fifty: concat!(
                $before,
                "($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
                 $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, \
                 $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, \
                 $51, $52, $53)"
            ),
        }
    };
    ($before:expr $(, $behind:literal)?) => {
        crate::many::Many {
            few: concat!($before, "($2, $3, $4, $5, $6, $7, $8, $9)" $(, $behind)?),
            fifty: concat!(
                $before,
                "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
                 $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, \
                 $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, \
                 $49, $50, $51)"
                $(, $behind)?
            ),
        }
    };
}
pub(crate) use many;

/// The rows of all `keys`, by a query that takes the workspace, then `first`, then keys.
pub(crate) fn find_any<T: FromRow>(
    scene: &mut Scene<'_>,
    query: Many,
    first: &[Value],
    keys: &[Value],
) -> Result<Vec<T>> {
    let mut found = Vec::new();
    for some in keys.chunks(FIFTY) {
        let (sql, places) = if some.len() <= FEW { (query.few, FEW) } else { (query.fifty, FIFTY) };
        let filling = some.last().into_iter().cycle().take(places - some.len());
        let values: Vec<Value> = first.iter().chain(some).chain(filling).cloned().collect();
        found.extend(scene.all::<T>(sql, &values)?);
    }
    Ok(found)
}
