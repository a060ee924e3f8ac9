use axum::extract::FromRequestParts;
use axum::http::header::IF_NONE_MATCH;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use domain::Scene;
use http::{Stage, Visit};

use crate::answer::Answer;
use crate::failure::Failure;

/// Another program that acts for a person, signed in by a token. Cookies count for nothing here.
pub(crate) struct Caller {
    pub(crate) visit: Visit,
    /// The address asked for.
    pub(crate) uri: Uri,
    /// The version that the program has already (`If-None-Match`).
    known: Option<String>,
}

impl Caller {
    /// Looks at one consistent moment and answers with what is there.
    pub(crate) async fn look(
        self,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<Answer> + Send + 'static,
    ) -> Result<Answer, Failure> {
        let answer = self.visit.look(work).await?;
        Ok(answer.unless_known(self.known.as_deref()))
    }
}

/// A header that is text, if it came.
pub(crate) fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

impl FromRequestParts<Stage> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, stage: &Stage) -> Result<Self, Failure> {
        let visit = Visit::by_token(parts, stage).await?.ok_or(Failure::Unauthorized)?;
        let known = header(&parts.headers, IF_NONE_MATCH.as_str()).map(str::to_owned);
        Ok(Self { visit, uri: parts.uri.clone(), known })
    }
}
