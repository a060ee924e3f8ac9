use std::cell::Cell;

/// The names of a query's columns, and where the last one asked for stands.
///
/// Rows are read in the order of their query, nearly always: a look-up that begins behind the last
/// hit compares one name.
pub(crate) struct Columns {
    names: Box<[Box<str>]>,
    next: Cell<usize>,
}

impl Columns {
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        Self { names: names.map(Box::from).collect(), next: Cell::new(0) }
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        let start = self.next.get();
        let found = (start..self.names.len()).chain(0..start).find(|&at| *self.names[at] == *name)?;
        self.next.set(found + 1);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn a_column_is_found_in_any_order() {
        let columns = Columns::new(["id", "name", "amount"].into_iter());
        let found = ["amount", "id", "name", "name", "nothing", "id"].map(|name| columns.position(name));
        assert_eq!(found, [Some(2), Some(0), Some(1), Some(1), None, Some(0)]);
    }
}
