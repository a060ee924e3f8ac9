//! An import that is stopped goes on where it was.

use std::sync::Arc;

use domain::import::{Import, ImportState};

use crate::maven::maven;
use crate::theatre::{Theatre, file};

#[test]
fn a_stopped_import_says_where_and_the_second_run_finishes_it() {
    let text: String = (1..=50).map(|row| format!("{row},Ana,Deal {row},Won,2017-01-02,2017-02-03,{row}\n")).collect();
    let deals = file("deals.csv", &format!("id,owner,title,stage,opened,closed,amount\n{text}"));
    let theatre = Theatre::open();
    let run = theatre.start(std::slice::from_ref(&deals));
    let progress = theatre.play(move |scene| run.step(scene, 20));
    assert_eq!((progress.finished(), progress.import.rows_done), (false, 20));
    assert_eq!(progress.next, Some(("deals.csv".to_owned(), 22)), "the header is line 1");

    // The program is gone; another one finds what was stopped.
    let currency = theatre.workspace.currency;
    let stored = theatre.play(|scene| {
        let stopped = Import::all(scene)?.into_iter().find(|import| import.state == ImportState::Running);
        stopped.unwrap().stored(scene)
    });
    let import = theatre.finish(&Arc::new(stored.run(currency)));
    assert_eq!((import.state, import.rows_done, import.rows_new), (ImportState::Finished, 50, 50));
    assert_eq!(theatre.number("SELECT COUNT(*) FROM deals WHERE workspace_id = $1"), 50);

    // The very same files again are the same import.
    let again = theatre.import(&[deals]);
    assert_eq!((again.number, again.rows_new), (import.number, 50));
}

#[test]
fn steps_of_any_size_come_to_the_same() {
    let Some(uploads) = maven() else { return };
    let sums = [7, 5_000].map(|size| {
        let theatre = Theatre::open();
        let run = theatre.start(&uploads[..3]);
        loop {
            let run = run.clone();
            if theatre.play(move |scene| run.step(scene, size)).finished() {
                break;
            }
        }
        ["accounts", "products", "members", "memberships", "teams"]
            .map(|table| theatre.number(format!("SELECT COUNT(*) FROM {table} WHERE workspace_id = $1").leak()))
    });
    assert_eq!(sums[0], sums[1]);
}

#[test]
fn two_programs_that_run_the_same_import_bring_each_row_in_once() {
    let text: String = (1..=30).map(|row| format!("{row},Ana,Deal {row},Open\n")).collect();
    let deals = file("deals.csv", &format!("id,owner,title,status\n{text}"));
    let theatre = Theatre::open();
    let (one, other) = (theatre.start(std::slice::from_ref(&deals)), theatre.start(&[deals]));
    let turns = [one.clone(), other.clone(), one, other];
    for run in turns {
        theatre.play(move |scene| run.step(scene, 10));
    }
    assert_eq!(theatre.number("SELECT COUNT(*) FROM deals WHERE workspace_id = $1"), 30);
    assert_eq!(theatre.number("SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND kind = 'deal_opened'"), 30);
}
