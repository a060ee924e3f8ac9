//! The deals that a filter leaves, all of them, as a file that spreadsheets open.

use axum::body::{Body, Bytes};
use axum::extract::{Query, RawQuery};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::export::{Cell, csv_lines};
use domain::{Around, Deal, Result, Scene, Stage, Tile};
use http::Visit;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::asked::Asked;
use crate::failure::Failure;
use crate::form::Fields;

/// Pages that wait to be sent: whoever reads slowly slows the reading down.
const WAITING: usize = 2;

pub(crate) async fn index(
    visit: Visit,
    RawQuery(query): RawQuery,
    Query(fields): Query<Fields>,
) -> std::result::Result<Response, Failure> {
    let asked = Asked::read(&query.unwrap_or_default(), &fields);
    let first = move |scene: &mut Scene<'_>| {
        let around = Around::read(scene)?;
        let asked = asked.clone().settle(&scene.actor, &around);
        let page = page(scene, &asked, "")?;
        Ok((asked, page))
    };
    let (asked, (lines, after)) = visit.look(first).await?;
    let (sender, receiver) = mpsc::channel(WAITING);
    let names = Tile::COLUMNS.map(Cell::from).to_vec();
    let mut head = "\u{feff}".as_bytes().to_vec();
    head.extend(csv_lines([names].into_iter().chain(lines)));
    tokio::spawn(async move {
        if let Err(error) = send(&visit, &asked, head, after, &sender).await {
            // the file breaks off, and the browser says so
            let _ = sender.send(Err(std::io::Error::other(error.to_string()))).await;
        }
    });
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"deals.csv\"")),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}

/// Sends what was read and then page after page, each read in a moment of its own, until somebody stops
/// reading.
async fn send(
    visit: &Visit,
    asked: &Asked,
    head: Vec<u8>,
    mut after: Option<String>,
    sender: &mpsc::Sender<std::io::Result<Bytes>>,
) -> Result<()> {
    let mut ready = head;
    while sender.send(Ok(ready.into())).await.is_ok() {
        let Some(behind) = after else { return Ok(()) };
        let asked = asked.clone();
        let (lines, next) = visit.look(move |scene| page(scene, &asked, &behind)).await?;
        (ready, after) = (csv_lines(lines), next);
    }
    Ok(())
}

/// A page of lines, and what the next one begins behind.
fn page(scene: &mut Scene<'_>, asked: &Asked, after: &str) -> Result<(Vec<Vec<Cell>>, Option<String>)> {
    let stages = Stage::all(scene)?;
    let page = Deal::list(scene, &asked.filter, asked.order, after)?;
    Ok((page.rows.iter().map(|tile| tile.cells(&stages)).collect(), page.after))
}
