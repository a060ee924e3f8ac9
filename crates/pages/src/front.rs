//! Before somebody is signed in: setting up, signing in, joining.

pub(crate) mod demo;
pub(crate) mod home;
pub(crate) mod joining;
pub(crate) mod setup;
pub(crate) mod sign_in;

use std::sync::Arc;

use axum::response::{IntoResponse, Redirect, Response};
use domain::{Actor, Error, Member, Result, Workspace};
use http::{Cookies, Stage, Visit, browser_of};

/// The workspace with this name in addresses.
async fn workspace(stage: &Stage, slug: String) -> Result<Arc<Workspace>> {
    let found: Result<Option<Workspace>> = stage.db.read(move |mut tx| Ok(Workspace::named(&mut tx, &slug)?)).await;
    found?.map(Arc::new).ok_or(Error::NotFound)
}

/// A visit by the program itself, on behalf of somebody who is not signed in yet.
fn on_behalf(stage: &Stage, workspace: Arc<Workspace>) -> Visit {
    Visit::of(stage.clone(), Actor::system(workspace))
}

/// Signs a person in and leads them on.
pub(crate) async fn let_in(
    visit: &Visit,
    member: Member,
    headers: &axum::http::HeaderMap,
    to: &str,
) -> Result<Response> {
    let stage = &visit.stage;
    let token = stage.token(visit.actor.workspace.id);
    let (kept, browser) = (token.clone(), browser_of(headers));
    visit.change(move |scene| member.sign_in(scene, &kept, &browser)).await?;
    let mut answer = Redirect::to(local(to)).into_response();
    let (name, value) = Cookies::keep(&token, stage);
    answer.headers_mut().append(name, value);
    Ok(answer)
}

/// Only addresses of our own, never another site's.
fn local(to: &str) -> &str {
    let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.chars().any(char::is_control);
    if ours && !to.starts_with("/sign-in") { to } else { "/today" }
}

/// Hashing takes long on purpose: on a thread of its own, and not many at once.
pub(crate) async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    static PLACES: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    let stopped = |_| Error::Storage(db_closed());
    let _place = PLACES.acquire().await.map_err(|_| Error::Storage(db_closed()))?;
    tokio::task::spawn_blocking(work).await.map_err(stopped)
}

fn db_closed() -> domain::StorageError {
    domain::StorageError::Closed
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        for foreign in ["https://evil.example", "//evil.example", "/\\evil.example", "", "today", "/sign-in?to=/x"] {
            assert_eq!(local(foreign), "/today", "{foreign}");
        }
        assert_eq!(local("/deals/42?as=table"), "/deals/42?as=table");
    }
}
