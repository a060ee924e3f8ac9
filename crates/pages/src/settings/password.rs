//! Setting another password: the one that holds is asked first, and all other sign-ins end.

use axum::http::HeaderMap;
use axum::response::Response;
use domain::secret::{hash_password, password_matches};
use domain::{Member, Problems, Result};
use http::{Said, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::Part;
use super::profile::{Refusal, Seen, refused};
use crate::failure::Failure;
use crate::form::Form;
use crate::front::{let_in, slowly};
use crate::parts::{Field, problem_list};

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

pub(crate) async fn update(visit: Visit, headers: HeaderMap, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let no = |field, text| Refusal { form: "password", problems: Problems::one(field, text), ..Refusal::default() };
    let me = visit.actor.id;
    let member = visit.look(move |scene| Member::with_id(scene, me)).await?;
    let Some(email) = member.email.clone() else {
        return refused(&visit, no("current", "problem-password-without-email")).await;
    };
    if !visit.stage.throttle.lets_try(&email, "settings") {
        return refused(&visit, no("current", "problem-too-many-tries")).await;
    }
    let known = visit.look(move |scene| Member::password_of(scene, &email)).await?.and_then(|(_, hash)| hash);
    let (current, wanted, salt) = (typed.current, typed.password, visit.stage.bytes());
    if !slowly(move || password_matches(&current, known.as_deref())).await? {
        return refused(&visit, no("current", "problem-password-wrong")).await;
    }
    let hash = match slowly(move || hash_password(&wanted, salt)).await? {
        Ok(hash) => hash,
        Err(problems) => return refused(&visit, Refusal { form: "password", problems, ..Refusal::default() }).await,
    };
    visit.change(move |scene| Member::with_id(scene, me)?.set_password(scene, &hash)).await?;
    let mut answer = let_in(&visit, member, &headers, Part::You.path()).await?;
    let (name, value) = Said::text("said-password-set").keep();
    answer.headers_mut().append(name, value);
    Ok(answer)
}

/// The card with the form.
pub(super) fn card(visit: &Visit, seen: &Seen, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let problems = refusal.of("password");
    let email = seen.me.email.as_deref().unwrap_or("");
    html! {
        section.card aria-labelledby="password-title" {
            header { h2 id="password-title" { (texts.say("password-title")) } }
            form.form action="/settings/password?_method=put" method="post" {
                (problem_list(texts, &problems))
                // so that password keepers know whose it is
                input type="text" name="email" value=(email) autocomplete="username" hidden;
                (Field::text("current", "password-current", "").of("password").complete("current-password").required().show(texts, &problems))
                (Field::text("password", "password-new", "").of("password").complete("new-password").hint("hint-password").required().show(texts, &problems))
                p.quiet { (texts.say("password-ends-others")) }
                footer { button.btn.primary { (texts.say("password-set")) } }
            }
        }
    }
}
