//! A request that changes something: who asks, what they want, which version they saw, and the key under
//! which they may ask again.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use domain::{Answered, Deal, Problems, Scene};
use http::Stage;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::answer::Answer;
use crate::caller::{Caller, header};
use crate::failure::{Failure, IF_MATCH};
use crate::json;

/// The header with the key of a request that may be sent again.
const KEY: &str = "Idempotency-Key";

/// A request that changes something, signed in by a token that may write.
pub(crate) struct Change<T> {
    caller: Caller,
    wanted: Wanted<T>,
    repeat: Option<Repeat>,
}

/// What somebody wants.
pub(crate) struct Wanted<T> {
    /// The body of the request.
    pub(crate) draft: T,
    /// The version that they saw; nothing when they do not mind.
    shown: Option<i64>,
}

/// What makes a request the same as another one.
struct Repeat {
    key: String,
    route: String,
    body_hash: Vec<u8>,
}

impl<T: Send + 'static> Change<T> {
    /// Makes the change, once: a request with a known key gets the answer that was given before. Change
    /// and answer are kept together or not at all.
    pub(crate) async fn make(
        self,
        work: impl Fn(&mut Scene<'_>, &Wanted<T>) -> domain::Result<Answer> + Send + 'static,
    ) -> Result<Answer, Failure> {
        let Self { caller, wanted, repeat } = self;
        let made = caller.visit.change(move |scene| match &repeat {
            Some(repeat) => repeat.once(scene, |scene| work(scene, &wanted)),
            None => work(scene, &wanted),
        });
        Ok(made.await?)
    }
}

impl<T: Send + Sync + 'static> Change<T> {
    /// Makes a change that takes many steps, each so long as others may wait: `step` says whether more is
    /// left. A request with a known key gets the answer that was given when all was done.
    pub(crate) async fn make_in_steps(
        self,
        step: impl Fn(&mut Scene<'_>, &Wanted<T>) -> domain::Result<bool> + Send + Sync + 'static,
    ) -> Result<Answer, Failure> {
        let Self { caller, wanted, repeat } = self;
        let work = Arc::new((step, wanted, repeat));
        loop {
            let work = work.clone();
            let made = caller.visit.change(move |scene| {
                let (step, wanted, repeat) = &*work;
                let last =
                    |scene: &mut Scene<'_>| if step(scene, wanted)? { Ok(None) } else { Ok(Some(Answer::done())) };
                match repeat {
                    Some(repeat) => repeat.once_all_is_done(scene, last),
                    None => last(scene),
                }
            });
            if let Some(answer) = made.await? {
                return Ok(answer);
            }
        }
    }
}

impl<T> Wanted<T> {
    /// Refuses when what stands there is another version than the one that was seen.
    pub(crate) fn must_match(&self, version: i64) -> domain::Result<()> {
        match self.shown {
            Some(shown) if shown != version => Err(Problems::one(IF_MATCH, "problem-if-match").into()),
            _ => Ok(()),
        }
    }

    /// The deal with this number, in the version that was seen.
    pub(crate) fn deal(&self, scene: &mut Scene<'_>, number: i64) -> domain::Result<Deal> {
        let deal = Deal::numbered(scene, number)?;
        self.must_match(deal.version)?;
        Ok(deal)
    }
}

impl Repeat {
    /// Does the work unless it was done under this key.
    fn once(
        &self,
        scene: &mut Scene<'_>,
        work: impl FnOnce(&mut Scene<'_>) -> domain::Result<Answer>,
    ) -> domain::Result<Answer> {
        let answer = self.once_all_is_done(scene, |scene| work(scene).map(Some))?;
        Ok(answer.unwrap_or_else(Answer::done))
    }

    /// The same for work that takes several changes: there is no answer before the last of them.
    fn once_all_is_done(
        &self,
        scene: &mut Scene<'_>,
        work: impl FnOnce(&mut Scene<'_>) -> domain::Result<Option<Answer>>,
    ) -> domain::Result<Option<Answer>> {
        if let Some(before) = Answered::with_key(scene, &self.key)? {
            return self.again(&before).map(Some);
        }
        let Some(answer) = work(scene)? else { return Ok(None) };
        let kept = Answered {
            route: self.route.clone(),
            body_hash: self.body_hash.clone(),
            status: i64::from(answer.status()),
            answer: serde_json::to_string(&answer).unwrap_or_default(),
        };
        kept.keep(scene, &self.key)?;
        Ok(Some(answer))
    }

    fn again(&self, before: &Answered) -> domain::Result<Answer> {
        let same = before.route == self.route && before.body_hash == self.body_hash;
        match serde_json::from_str::<Answer>(&before.answer) {
            Ok(answer) if same => Ok(answer.again()),
            _ => Err(Problems::one(KEY, "problem-key-used").into()),
        }
    }

    fn of(parts: &Parts, body: &[u8]) -> Result<Option<Self>, Failure> {
        let Some(value) = parts.headers.get(KEY) else { return Ok(None) };
        let key = value.to_str().ok().map(str::trim).filter(|key| (1..=200).contains(&key.len()));
        let Some(key) = key else { return Err(Problems::one(KEY, "problem-key").into()) };
        let route = format!("{} {}", parts.method, parts.uri);
        Ok(Some(Self { key: key.to_owned(), route, body_hash: Sha256::digest(body).to_vec() }))
    }
}

/// The version in `If-Match`: `W/"3"`, `"3"`, or `*` for any.
fn shown(parts: &Parts) -> Result<Option<i64>, Failure> {
    let Some(said) = header(&parts.headers, IF_MATCH) else { return Ok(None) };
    if said.trim() == "*" {
        return Ok(None);
    }
    let tag = said.trim().trim_start_matches("W/").trim_matches('"');
    let version = tag.parse().map_err(|_| Problems::one(IF_MATCH, "problem-if-match"))?;
    Ok(Some(version))
}

/// Nothing to read, or JSON by its own name.
fn must_be_json(parts: &Parts, body: &[u8]) -> Result<(), Failure> {
    let said = header(&parts.headers, CONTENT_TYPE.as_str()).unwrap_or("");
    let kind = said.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let json = kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"));
    if json || body.is_empty() { Ok(()) } else { Err(Failure::MediaType) }
}

impl<T: DeserializeOwned> FromRequest<Stage> for Change<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, stage: &Stage) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, stage).await?;
        if caller.visit.actor.read_only {
            return Err(Failure::ReadOnly);
        }
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), stage).await;
        let body = body.map_err(|refused| match refused.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::Malformed(refused.body_text()),
        })?;
        must_be_json(&parts, &body)?;
        let wanted = Wanted { draft: json::read(&body)?, shown: shown(&parts)? };
        Ok(Self { caller, wanted, repeat: Repeat::of(&parts, &body)? })
    }
}
