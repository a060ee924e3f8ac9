use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Sheet {
    Sheet::read(text.as_bytes()).unwrap()
}

fn cells(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().collect()).collect()
}

#[test]
fn the_separator_is_found() {
    for (separator, text) in [
        (',', "a,b,c\n1,2,3\n"),
        (';', "a;b;c\n1,5;2,5;3,5\n"),
        ('\t', "a\tb\n1;2\t3\n"),
        ('|', "a|b|c\r\n1|2|3\r\n"),
        (';', "sep=;\r\na;b\r\n1;2\r\n"),
        (',', "alone\nrow\n"),
    ] {
        assert_eq!(read(text).separator, separator, "{text}");
    }
}

#[test]
fn a_header_below_a_title_is_found() {
    let sheet = read("Pipeline of the week\n\nDeal Name,Deal Stage,Amount\nDocks,Won,5\n");
    assert_eq!(sheet.header, ["Deal Name", "Deal Stage", "Amount"]);
    assert_eq!((sheet.header_line, sheet.rows[0].line), (3, 4));
}

#[test]
fn quoted_line_ends_stay_in_their_cell_and_lines_are_counted() {
    let sheet = read("a,b\r\n\"two\r\nlines\",1\r\n\r\nnext,2\r\n");
    assert_eq!(cells(&sheet), [["two\r\nlines", "1"], ["next", "2"]]);
    assert_eq!(sheet.rows[1].line, 5);
}

#[test]
fn every_column_has_a_name_of_its_own() {
    assert_eq!(read("Name*,Currency,Currency,\nx,y,z,\n").header, ["Name", "Currency", "Currency (2)", "column 4"]);
}

#[test]
fn ragged_rows_are_kept_for_the_report() {
    assert_eq!(cells(&read("a,b,c\n1,2\n1,2,3,4\n")), [vec!["1", "2"], vec!["1", "2", "3", "4"]]);
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(Sheet::read(b""), Err(Unreadable::Empty));
    assert_eq!(Sheet::read(b"\r\n \r\n"), Err(Unreadable::Empty));
    assert_eq!(Sheet::read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(Unreadable::NotText));
    assert_eq!(Sheet::read(&vec![b'a'; MOST_BYTES + 1]), Err(Unreadable::TooLarge));
}

#[test]
fn a_huge_field_is_read_whole() {
    let huge = "x".repeat(3 << 20);
    assert_eq!(read(&format!("a,b\n\"{huge}\",1\n")).rows[0].cells.get(0).map(str::len), Some(3 << 20));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = Sheet::read(&bytes);
    }

    #[test]
    fn no_marks_make_the_reader_fail(text in "[a,;|\t\"\n\r= ]{0,200}") {
        if let Ok(sheet) = Sheet::read(text.as_bytes()) {
            prop_assert!(sheet.rows.iter().all(|row| row.line > sheet.header_line));
        }
    }
}
