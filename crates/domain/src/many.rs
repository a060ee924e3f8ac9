//! Looking for many keys at once: a few statements of a fixed size, whatever the number of keys.

use db::{FromRow, Value};

use crate::{Result, Scene};

/// How many keys one statement takes, as `$2` to `$17`.
const AT_ONCE: usize = 16;

/// The rows of all `keys`, by a query that takes the workspace, sixteen keys and then `rest`.
pub(crate) fn find_any<T: FromRow>(
    scene: &mut Scene<'_>,
    sql: &'static str,
    keys: &[Value],
    rest: &[Value],
) -> Result<Vec<T>> {
    let mut found = Vec::new();
    for some in keys.chunks(AT_ONCE) {
        let mut asked = some.to_vec();
        while let Some(last) = asked.last().filter(|_| asked.len() < AT_ONCE) {
            asked.push(last.clone());
        }
        asked.extend_from_slice(rest);
        found.extend(scene.all(sql, &asked)?);
    }
    Ok(found)
}
