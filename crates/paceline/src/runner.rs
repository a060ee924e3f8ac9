//! Work in the background: followers of the log, once a second and whenever something happened.

use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::house::House;

/// How often it looks when nobody says that something happened.
const PAUSE: Duration = Duration::from_secs(1);

/// Works for as long as the program runs.
pub(crate) async fn run(house: House) {
    let mut changes = house.db.changes();
    loop {
        let _ = timeout(PAUSE, changes.changed()).await;
        sleep(Duration::from_millis(100)).await;
    }
}
