//! Backing up while people work.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::house::{House, paceline, ran, rows};

const WRITERS: usize = 8;

/// How many deals are opened before the backup begins, and again before it is over.
const ENOUGH: usize = 40;

#[test]
fn a_backup_under_load_restores_to_one_sound_moment_with_everything_before_it() {
    let house = House::with_deals(200);
    if house.on_postgres() {
        return; // its own tool makes the copy of one moment
    }
    let server = house.serve();
    let admin = house.admin(&server);
    let (written, over) = (Mutex::new(Vec::<String>::new()), AtomicBool::new(false));
    let copy = house.path("backup.paceline");
    let before = thread::scope(|scope| {
        for writer in 0..WRITERS {
            let mut connection = admin.again(server.address()).unwrap();
            let (written, over) = (&written, &over);
            scope.spawn(move || {
                for turn in 0.. {
                    if over.load(Ordering::SeqCst) {
                        break;
                    }
                    let title = format!("load {writer} {turn}");
                    let opened = connection.post("/deals", &[("title", &title), ("amount", "100")]).unwrap();
                    assert_eq!(opened.status, 303);
                    written.lock().unwrap().push(title);
                }
            });
        }
        let wait_for = |count: usize| {
            while written.lock().unwrap().len() < count {
                thread::yield_now();
            }
            written.lock().unwrap().clone()
        };
        let before = wait_for(ENOUGH);
        house.run(&["backup", copy.to_str().unwrap()]);
        wait_for(before.len() + ENOUGH);
        over.store(true, Ordering::SeqCst);
        before
    });
    let restored = house.path("restored");
    ran(paceline().arg("restore").arg(&copy).arg("--data").arg(&restored));
    ran(paceline().arg("verify").arg("--data").arg(&restored));
    let file = restored.join("paceline.db").display().to_string();
    let titles: BTreeSet<String> = rows(&file, "SELECT title FROM deals").into_iter().collect();
    let lost: Vec<_> = before.iter().filter(|title| !titles.contains(*title)).collect();
    assert!(lost.is_empty(), "written before the backup began and not in it: {lost:?}");
}
