//! Reading the shape of a pasted table.

use crate::{Problem, fold};

use super::CellProblem;

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) text: String,
}

impl Place {
    pub(super) fn problem(&self, text: &'static str) -> CellProblem {
        let problem = Problem { text, given: vec![("typed", self.text.clone())] };
        CellProblem { row: self.row, column: self.column, typed: self.text.clone(), problem }
    }
}

/// One target as it stands in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) person: Place,
    pub(super) period: Place,
    pub(super) amount: Place,
}

/// The targets of a text; the id of a sentence when it is no table.
pub(super) fn cells(text: &str) -> Result<Vec<Cell>, &'static str> {
    let rows = rows(text)?;
    let Some((header, body)) = rows.split_first() else { return Err("problem-targets-empty") };
    if let Some(columns) = list_columns(header) {
        return Ok(body.iter().filter_map(|row| columns.cell(row)).collect());
    }
    if body.is_empty() || header.len() < 2 {
        return Err("problem-targets-shape");
    }
    Ok(body.iter().flat_map(|row| grid_row(header, row)).collect())
}

fn rows(text: &str) -> Result<Vec<Vec<Place>>, &'static str> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let separator = [b'\t', b';', b','].into_iter().find(|separator| first.as_bytes().contains(separator));
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(separator.unwrap_or(b','));
    let mut rows = Vec::new();
    for record in reader.from_reader(text.as_bytes()).records() {
        let record = record.map_err(|_| "problem-targets-shape")?;
        let row = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        let place = |(column, text): (usize, &str)| Place { row, column: column + 1, text: text.trim().to_owned() };
        let places: Vec<Place> = record.iter().enumerate().map(place).collect();
        if places.iter().any(|place| !place.text.is_empty()) {
            rows.push(places);
        }
    }
    Ok(rows)
}

/// Where a list has its person, period and amount.
struct Columns {
    person: usize,
    period: usize,
    amount: usize,
}

const PERSON: [&str; 8] = ["person", "name", "member", "seller", "agent", "sales agent", "owner", "team"];
const PERIOD: [&str; 5] = ["period", "month", "quarter", "year", "start"];
const AMOUNT: [&str; 4] = ["amount", "target", "quota", "value"];

fn list_columns(header: &[Place]) -> Option<Columns> {
    let at = |names: &[&str]| header.iter().position(|place| names.contains(&fold(&place.text).as_str()));
    Some(Columns { person: at(&PERSON)?, period: at(&PERIOD)?, amount: at(&AMOUNT)? })
}

impl Columns {
    /// A row without an amount sets nothing.
    fn cell(&self, row: &[Place]) -> Option<Cell> {
        let amount = row.get(self.amount).filter(|place| !place.text.is_empty())?.clone();
        let missing = |column: usize| Place { row: amount.row, column: column + 1, text: String::new() };
        let at = |column: usize| row.get(column).cloned().unwrap_or_else(|| missing(column));
        Some(Cell { person: at(self.person), period: at(self.period), amount })
    }
}

/// One row of a grid; empty cells set nothing.
fn grid_row<'r>(header: &'r [Place], row: &'r [Place]) -> impl Iterator<Item = Cell> + 'r {
    let person = row.first();
    row.iter().enumerate().skip(1).filter(|(_, place)| !place.text.is_empty()).filter_map(move |(column, amount)| {
        let outside = Place { row: 1, column: column + 1, text: String::new() };
        let period = header.get(column).cloned().unwrap_or(outside);
        Some(Cell { person: person?.clone(), period, amount: amount.clone() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let cells = cells(text).unwrap();
        cells.into_iter().map(|cell| (cell.person.text, cell.period.text, cell.amount.text)).collect()
    }

    fn owned(cells: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        cells.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect()
    }

    #[test]
    fn a_grid_and_a_list_say_the_same() {
        let expected = owned(&[("Ana", "2017-01", "1,000"), ("Ana", "2017-02", "2000"), ("Ben", "2017-01", "5")]);
        assert_eq!(read("Person\t2017-01\t2017-02\nAna\t1,000\t2000\n\nBen\t5\t\n"), expected);
        assert_eq!(
            read("\u{feff}Month;Quota;Sales Agent\n2017-01;1,000;Ana\n2017-02;2000;Ana\n2017-01;5;Ben\n2017-02;;Ben"),
            expected
        );
    }

    #[test]
    fn a_cell_knows_its_place() {
        let cells = cells("Person,2017-01\nAna,\"1,000\"\n").unwrap();
        assert_eq!((cells[0].amount.row, cells[0].amount.column, cells[0].amount.text.as_str()), (2, 2, "1,000"));
    }

    #[test]
    fn what_is_no_table_is_said_to_be_none() {
        assert_eq!(cells(""), Err("problem-targets-empty"));
        assert_eq!(cells("hello"), Err("problem-targets-shape"));
    }
}
