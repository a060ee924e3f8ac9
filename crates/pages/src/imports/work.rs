//! Bringing rows in, and taking them back, behind the pages: step by step, each about as long as others
//! may wait. It ends with the program; somebody can let it go on afterwards.

use std::sync::Arc;
use std::time::Duration;

use domain::Result;
use domain::import::{Import, ImportState, Pace};
use http::Visit;

use super::looked::read;

/// Works on the import with this number until nothing is left to do. Nobody waits for it.
pub(super) fn begin(visit: &Visit, number: i64) {
    // without the tab that asked: it wants to see how far it is
    let visit = Visit::of(visit.stage.clone(), visit.actor.clone());
    tokio::spawn(async move {
        if let Err(error) = work(&visit, number).await {
            tracing::error!(%error, number, "an import stopped");
        }
    });
}

async fn work(visit: &Visit, number: i64) -> Result<()> {
    let import = visit.look(move |scene| Import::numbered(scene, number)).await?;
    match import.state {
        ImportState::Running => bring_in(visit, import).await,
        ImportState::Undoing => take_back(visit, import).await,
        _ => Ok(()),
    }
}

async fn bring_in(visit: &Visit, import: Import) -> Result<()> {
    let stored = visit.look(move |scene| import.clone().stored(scene)).await?;
    let (import, choices) = (stored.import.clone(), stored.choices.clone());
    let reading = read(stored, visit.actor.workspace.currency).await;
    let run = Arc::new(domain::import::Run::of(import, reading, choices));
    let mut pace = Pace::default();
    loop {
        let (step, rows, began) = (run.clone(), pace.rows(), visit.stage.now());
        let progress = visit.change(move |scene| step.step(scene, rows)).await?;
        pace = pace.after(since(visit, began));
        if progress.finished() {
            return Ok(());
        }
    }
}

async fn take_back(visit: &Visit, mut import: Import) -> Result<()> {
    let mut pace = Pace::default();
    while import.state == ImportState::Undoing {
        let (before, rows, began) = (import.clone(), pace.rows(), visit.stage.now());
        import = visit
            .change(move |scene| {
                let mut import = before.clone();
                import.undo_step(scene, rows)?;
                Ok(import)
            })
            .await?;
        pace = pace.after(since(visit, began));
    }
    Ok(())
}

fn since(visit: &Visit, began: i64) -> Duration {
    Duration::from_micros(u64::try_from(visit.stage.now() - began).unwrap_or(0))
}
