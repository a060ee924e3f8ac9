use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use db::Db;
use domain::secret::Token;
use domain::{Actor, Error, Id, Member, Scene, SessionId, SignIn};

use crate::{Cookies, Said, Stage, Texts, texts};

/// A signed-in request. Its transaction opens only once the whole body has been read, so a slow
/// client holds nobody up.
#[derive(Clone)]
pub struct Visit {
    /// What it stands on.
    pub stage: Stage,
    /// Who is signed in.
    pub actor: Actor,
    /// The sign-in; a token has none.
    pub session: Option<SessionId>,
    /// The frame of the page that asks, when it is not the whole page.
    pub frame: Option<String>,
    /// What the last change wants to say: the id of a text, and where it can be undone.
    pub said: Option<Said>,
    tab: Option<String>,
}

/// Nobody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where they wanted to go.
    pub to: String,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        Redirect::to(&format!("/sign-in?to={}", escaped(&self.to))).into_response()
    }
}

/// The frame that asks. The dialog shows forms; where a form in it leads to is a whole page, although
/// the browser keeps the header when it follows.
fn frame_of(parts: &Parts) -> Option<&str> {
    let frame = parts.headers.get("turbo-frame")?.to_str().ok()?;
    let path = parts.uri.path();
    let form = parts.method != Method::GET || path.ends_with("/new") || path.ends_with("/edit");
    (frame != "dialog" || form).then_some(frame)
}

/// The token in the `Authorization` header.
fn bearer(parts: &Parts) -> Option<Token> {
    let (scheme, token) = parts.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Token::parse(token.trim())).flatten()
}

fn escaped(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

impl Visit {
    /// A visit by somebody known: a test, the command line, the program itself.
    #[must_use]
    pub fn of(stage: Stage, actor: Actor) -> Self {
        Self { stage, actor, session: None, frame: None, said: None, tab: None }
    }

    /// A visit by a token in the `Authorization` header, if it is good.
    ///
    /// # Errors
    /// What the database says when it cannot be asked.
    pub async fn by_token(parts: &Parts, stage: &Stage) -> domain::Result<Option<Self>> {
        let Some(token) = bearer(parts) else { return Ok(None) };
        let found: db::Result<Option<SignIn>> =
            stage.db.read(move |mut tx| Member::behind_token(&mut tx, &token)).await;
        Ok(found?.map(|sign_in| Self::of(stage.clone(), sign_in.actor)))
    }

    /// A visit by the cookie of a sign-in, if it is good.
    pub async fn by_cookie(parts: &Parts, stage: &Stage) -> Option<Self> {
        let token = Cookies::token(&parts.headers, stage)?;
        let now = stage.now();
        let found: db::Result<Option<SignIn>> =
            stage.db.read(move |mut tx| Member::signed_in(&mut tx, &token, now)).await;
        let sign_in = found.ok()??;
        let tab = parts.headers.get("x-turbo-request-id").and_then(|tab| tab.to_str().ok());
        let tab = tab.filter(|tab| tab.len() <= 64).map(str::to_owned);
        let frame = frame_of(parts).map(str::to_owned);
        let said = Said::read(&parts.headers);
        let visit = Self { stage: stage.clone(), actor: sign_in.actor, session: sign_in.session, frame, said, tab };
        if sign_in.to_note {
            visit.note_use();
        }
        Some(visit)
    }

    /// Makes one change: all of it when `work` succeeds, nothing when it fails.
    pub async fn change<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        if self.actor.read_only {
            return Err(Error::Forbidden);
        }
        let opening = self.opening();
        let workspace = self.actor.workspace.id.bytes();
        self.db()
            .write(workspace, move |tx| {
                let mut scene = opening(tx);
                scene.hold_workspace()?;
                work(&mut scene)
            })
            .await
    }

    /// Looks at one consistent moment.
    pub async fn look<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let opening = self.opening();
        self.db().read(move |tx| work(&mut opening(tx))).await
    }

    /// Looks long: exports, recounts. Others are not held up.
    pub async fn look_long<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let opening = self.opening();
        self.db().read_long(move |tx| work(&mut opening(tx))).await
    }

    /// The texts in the person's language.
    #[must_use]
    pub fn texts(&self) -> Texts {
        texts()
    }

    fn db(&self) -> &Db {
        &self.stage.db
    }

    fn opening(&self) -> impl Fn(db::Tx<'_>) -> Scene<'_> + Send + use<> {
        let (actor, tab, now, dice) = (self.actor.clone(), self.tab.clone(), self.stage.now(), self.stage.dice());
        move |tx| Scene::new(actor.clone(), now, tab.clone(), dice.clone(), tx)
    }

    fn note_use(&self) {
        let visit = self.clone();
        tokio::spawn(async move {
            let Some(session) = visit.session else { return };
            if let Err(error) = visit.change(move |scene| Member::note_use(scene, session)).await {
                tracing::warn!(%error, "the use of a sign-in was not noted");
            }
        });
    }
}

impl FromRequestParts<Stage> for Visit {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, stage: &Stage) -> Result<Self, Refused> {
        let to = parts.uri.path_and_query().map_or("/", |to| to.as_str()).to_owned();
        Self::by_cookie(parts, stage).await.ok_or(Refused { to })
    }
}
