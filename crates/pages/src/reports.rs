//! What a browser kept from running, in its own words: somebody tried something, or a page of ours is wrong.

use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use http::{Stage, client_of};

/// The most characters of a report that are logged.
const LOGGED: usize = 1_000;

/// Logs a report. Whoever sends many is heard no more than whoever guesses passwords; reports are counted
/// by themselves, so that a browser with much to report can still sign in.
pub(crate) async fn create(State(stage): State<Stage>, client: Extensions, report: String) -> StatusCode {
    let client = format!("reports of {}", client_of(&client));
    if stage.throttle.lets_try("csp-reports", &client) {
        let report: String = report.chars().filter(|letter| !letter.is_control()).take(LOGGED).collect();
        tracing::warn!(report, "a browser reports what the security policy kept from running");
    }
    StatusCode::NO_CONTENT
}
