//! The log of events of a process, for other programs that look at processes.

use axum::extract::RawQuery;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::figures::insight::{EventLog, may_look};
use domain::{Process, Scene};
use http::Visit;

use super::asked::Asked;
use crate::failure::Failure;

/// As XES (IEEE 1849-2023): one trace for each deal.
pub(crate) async fn xes(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let log = read(&visit, query).await?;
    Ok(file("application/xml; charset=utf-8", "events.xes", log.xes()))
}

/// As OCEL 2.0 in JSON: deals, people and their events.
pub(crate) async fn ocel(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let log = read(&visit, query).await?;
    Ok(file("application/json", "events.ocel.json", log.ocel()))
}

async fn read(visit: &Visit, query: Option<String>) -> Result<EventLog, Failure> {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let read = move |scene: &mut Scene<'_>| {
        let whose = asked.whose(scene)?;
        may_look(scene, None)?;
        may_look(scene, whose)?;
        let process = Process::keyed(scene, &asked.process)?;
        EventLog::read(scene, &process, whose)
    };
    Ok(visit.look_long(read).await?)
}

fn file(kind: &'static str, name: &str, content: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], content).into_response()
}
