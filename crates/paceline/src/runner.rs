//! Work in the background: followers of the log, whenever something happened; what the work teaches and waiting rates,
//! every few minutes; forecasts, frozen periods and files that never came, once an hour. Every server does it; a lease or doing it twice for nothing keeps
//! several apart.

mod forecasts;
mod learning;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::figures::freeze_due;
use domain::follower::{Round, behind};
use domain::{File, Rate, Scene, Workspace, WorkspaceId};
use http::Throttle;
use tokio::time::{sleep, timeout};

use crate::clock;
use crate::exit::Stop;
use crate::house::House;

/// How often it looks when nobody says that something happened.
const PAUSE: Duration = Duration::from_secs(1);

/// Changes come in bursts; one look serves all of a burst.
const GAP: Duration = Duration::from_millis(100);

/// How often the short chores are done.
const MINUTE: Duration = Duration::from_mins(1);

/// How often the long chores of a workspace are done.
const HOUR: Duration = Duration::from_hours(1);

/// Teams whose periods are frozen in one change.
const TEAMS_AT_ONCE: usize = 5;

/// Works for as long as the program runs.
pub(crate) async fn run(house: House, throttle: Arc<Throttle>) {
    let mut changes = house.db.changes();
    let mut runner = Runner::new(house, throttle);
    loop {
        let _ = timeout(PAUSE, changes.changed()).await;
        let working = tokio::task::spawn_blocking(move || {
            runner.round();
            runner
        });
        match working.await {
            Ok(worked) => runner = worked,
            Err(error) => {
                tracing::error!(%error, "the work in the background stopped");
                return;
            }
        }
        sleep(GAP).await;
    }
}

struct Runner {
    house: House,
    throttle: Arc<Throttle>,
    /// What the leases of this server are held by.
    name: String,
    /// When the short chores are due.
    due: Instant,
    /// When there is something to learn again in each workspace.
    learning_due: HashMap<WorkspaceId, Instant>,
    /// When the long chores of each workspace are due.
    long_due: HashMap<WorkspaceId, Instant>,
}

impl Runner {
    fn new(house: House, throttle: Arc<Throttle>) -> Self {
        // who starts a server wants to see a page first
        let due = Instant::now() + MINUTE;
        Self {
            house,
            throttle,
            name: clock::random_name(),
            due,
            learning_due: HashMap::new(),
            long_due: HashMap::new(),
        }
    }

    /// Looks once at everything. What fails is tried again in a later round.
    fn round(&mut self) {
        if let Err(stop) = catch_up(&self.house, &self.name) {
            tracing::warn!(%stop, "a follower could not go on");
        }
        let now = Instant::now();
        if self.due > now {
            return;
        }
        self.due = now + MINUTE;
        self.throttle.tidy();
        let all: db::Result<Vec<Workspace>> = self.house.db.read_blocking(|mut tx| Workspace::all(&mut tx));
        // what goes wrong in one workspace keeps none of the others from theirs
        for workspace in all.unwrap_or_default().into_iter().map(Arc::new) {
            if let Err(stop) = self.chores(&workspace, now) {
                tracing::warn!(%stop, workspace = workspace.slug, "a chore was not done");
            }
        }
    }

    fn chores(&mut self, workspace: &Arc<Workspace>, now: Instant) -> Result<(), Stop> {
        while self.house.change(workspace, Rate::convert_more)? {}
        if self.learning_due.get(&workspace.id).is_none_or(|due| *due <= now) {
            let pause = learning::learn(&self.house, workspace)?;
            self.learning_due.insert(workspace.id, now + pause);
        }
        if self.long_due.get(&workspace.id).is_none_or(|due| *due <= now) {
            while self.house.change(workspace, |scene| freeze_due(scene, TEAMS_AT_ONCE))? == TEAMS_AT_ONCE {}
            while self.house.change(workspace, File::forget_abandoned)? {}
            forecasts::keep_all(&self.house, workspace)?;
            self.long_due.insert(workspace.id, now + HOUR);
        }
        Ok(())
    }
}

/// Lets every follower that is behind take in what it has not seen. `holder` is a name that no other
/// server has.
pub(crate) fn catch_up(house: &House, holder: &str) -> Result<(), Stop> {
    let mut outcome = Ok(());
    for (id, follower) in house.db.read_blocking(|mut tx| behind(&mut tx))? {
        let found: db::Result<Option<Workspace>> =
            house.db.read_blocking(move |mut tx| Workspace::with_id(&mut tx, id));
        let Some(workspace) = found?.map(Arc::new) else { continue };
        let holder = holder.to_owned();
        let work = move |scene: &mut Scene<'_>| follower.run_once(scene, &holder);
        // one that fails keeps none of the others from theirs
        let caught_up = loop {
            match house.change(&workspace, work.clone()) {
                Ok(Round::More) => {}
                ended => break ended,
            }
        };
        outcome = outcome.and(caught_up.map(drop).map_err(Stop::from));
    }
    outcome
}
