//! "CRM Sales Opportunities": 8,800 real rows, counted again from the files by other means.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod stage_set;

use std::path::PathBuf;

use domain::Actor;
use domain::import::{Choices, Import, Reading, Run, Upload};
use stage_set::Theatre;

/// Monday, 15 January 2018, noon UTC: the data end with 2017.
const NOON_OF_2018: i64 = 1_516_017_600_000_000;

/// The files; nothing where they are not.
fn maven() -> Option<Vec<Upload>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/maven");
    let names = ["accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv"];
    let upload = |name: &str| Some(Upload { name: name.to_owned(), content: std::fs::read(folder.join(name)).ok()? });
    let uploads: Option<Vec<Upload>> = names.into_iter().map(upload).collect();
    if uploads.is_none() {
        println!("the Maven files are not here: not tried");
    }
    uploads
}

fn import(theatre: &Theatre, system: &Actor, uploads: Vec<Upload>) -> Import {
    let reading = Reading::of(uploads, &Choices::default(), system.workspace.currency);
    let looked = reading.clone();
    let preview = theatre.play(system, move |scene| looked.preview(scene));
    let (kept, choices) = (reading.clone(), preview.choices.clone());
    let import = theatre.play(system, move |scene| Import::start(scene, &kept, &choices));
    let run = std::sync::Arc::new(Run::of(import, reading, preview.choices));
    loop {
        let run = run.clone();
        let progress = theatre.play(system, move |scene| run.step(scene, 500));
        if progress.finished() {
            return progress.import;
        }
    }
}

#[test]
fn maven_comes_in_as_it_is() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.set_clock(NOON_OF_2018);
    let system = theatre.system();
    let begun = std::time::Instant::now();
    let import = import(&theatre, &system, uploads);
    println!("{:?} {:?}", begun.elapsed(), import);
    assert_eq!((import.rows_new, import.rows_refused), (8_800 + 85 + 7 + 35, 0));
    let count = |sql| theatre.number(sql);
    assert_eq!(count("SELECT COUNT(*) FROM deals WHERE workspace_id = $1"), 8_800);
    assert_eq!(count("SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND status = 'won'"), 4_238);
    assert_eq!(count("SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND status = 'lost'"), 2_473);
    assert_eq!(count("SELECT CAST(SUM(minor) AS BIGINT) FROM ledger_entries WHERE workspace_id = $1"), 1_000_553_400);
}
