//! Pages and API behind one door.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use db::Db;
use http::{Hub, Origin, Stage, Throttle};

use crate::clock;
use crate::config::Config;

/// What every request stands on.
pub(crate) fn stage(config: &Config, db: Db, setup_key: Option<Arc<str>>, demo: bool) -> Stage {
    Stage {
        db,
        clock: Arc::new(clock::now),
        random: Arc::new(clock::random),
        origin: Arc::new(config.origin.as_deref().map_or_else(Origin::by_host, Origin::public)),
        hub: Arc::new(Hub::default()),
        throttle: Arc::new(Throttle::default()),
        setup_key,
        demo,
    }
}

/// Every route there is.
pub(crate) fn router(stage: &Stage) -> Router {
    let db = stage.db.clone();
    let ready = async move || {
        let answered: db::Result<Vec<domain::Workspace>> = db.read(|mut tx| domain::Workspace::all(&mut tx)).await;
        if answered.is_ok() { (StatusCode::OK, "ready\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") }
    };
    let routes = pages::router(stage.clone())
        .merge(api::router(stage.clone()))
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(ready));
    http::house(routes, stage)
}
