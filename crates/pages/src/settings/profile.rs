//! One's own settings: name and time zone, password, sign-ins, tokens for other programs, days away.

use axum::response::{IntoResponse, Response};
use domain::{Around, Error, LeaveLine, Member, MemberDraft, Problems, Result, SessionLine, TokenLine};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Part, password, sessions, tokens};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Field, icon_small, problem_list};

/// Everything that the page shows, at one moment.
pub(super) struct Seen {
    pub(super) around: Around,
    pub(super) me: Member,
    pub(super) sessions: Vec<SessionLine>,
    pub(super) tokens: Vec<TokenLine>,
    leaves: Vec<LeaveLine>,
}

/// What was typed and refused, and in which of the forms.
#[derive(Default)]
pub(super) struct Refusal {
    pub(super) form: &'static str,
    pub(super) problems: Problems,
    pub(super) draft: MemberDraft,
}

pub(crate) async fn show(visit: Visit) -> Result<Page, Failure> {
    let seen = look(&visit).await?;
    Ok(page(&visit, &seen, &Refusal::default()))
}

pub(crate) async fn update(visit: Visit, Form(draft): Form<MemberDraft>) -> Result<Response, Failure> {
    // only what is one's own to change, whatever else was sent
    let draft = MemberDraft { role: None, email: None, ..draft };
    let wanted = draft.clone();
    let me = visit.actor.id;
    match visit.change(move |scene| Member::with_id(scene, me)?.change(scene, &wanted)).await {
        Err(Error::Invalid(problems)) => refused(&visit, Refusal { form: "profile", problems, draft }).await,
        changed => {
            changed?;
            Ok(to_saying(Part::You.path(), &Said::text("said-profile-saved")))
        }
    }
}

/// The page again, with what was refused in one of its forms.
pub(super) async fn refused(visit: &Visit, refusal: Refusal) -> Result<Response, Failure> {
    let seen = look(visit).await?;
    Ok(page(visit, &seen, &refusal).into_response())
}

async fn look(visit: &Visit) -> Result<Seen> {
    let me = visit.actor.id;
    visit
        .look(move |scene| {
            let me = Member::with_id(scene, me)?;
            let (sessions, tokens, leaves) = (me.sessions(scene)?, me.tokens(scene)?, me.leaves(scene)?);
            Ok(Seen { around: Around::read(scene)?, me, sessions, tokens, leaves })
        })
        .await
}

fn page(visit: &Visit, seen: &Seen, refusal: &Refusal) -> Page {
    let body = html! {
        div.split.even {
            div.stack { (profile(visit, seen, refusal)) (away(visit, seen)) }
            div.stack { (password::card(visit, seen, refusal)) }
        }
        (sessions::card(visit, seen))
        (tokens::card(visit, seen, refusal))
    };
    super::page(visit, &seen.around, Part::You, &body, &refusal.problems)
}

impl Refusal {
    /// The problems of one of the page's forms.
    pub(super) fn of(&self, form: &str) -> Problems {
        if self.form == form { self.problems.clone() } else { Problems::default() }
    }
}

fn profile(visit: &Visit, seen: &Seen, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let problems = refusal.of("profile");
    let name = refusal.draft.name.as_deref().unwrap_or(&seen.me.name);
    let zone = refusal.draft.time_zone.as_deref().or(seen.me.time_zone.as_deref()).unwrap_or("");
    html! {
        section.card aria-labelledby="profile-title" {
            header { h2 id="profile-title" { (texts.say("profile-title")) } }
            form.form action="/settings/profile?_method=patch" method="post" data-controller="dirty" {
                (problem_list(texts, &problems))
                input type="hidden" name="version" value=(seen.me.version);
                (Field::text("name", "field-name", name).complete("name").required().show(texts, &problems))
                (Field::text("time_zone", "profile-zone", zone).hint("profile-zone-hint").show(texts, &problems))
                @if let Some(email) = &seen.me.email { p.quiet { (texts.fill("profile-email", &[("email", email.as_str().into())])) } }
                footer { button.btn.primary { (texts.say("settings-save")) } }
            }
        }
    }
}

fn away(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let today = domain::day_of(visit.stage.now(), &visit.actor.workspace.zone());
    let coming = seen.leaves.iter().filter(|leave| leave.to_on >= today).count();
    html! {
        section.card aria-labelledby="away-title" {
            header { h2 id="away-title" { (texts.say("leave-title")) } }
            p.quiet { (texts.fill("leave-coming", &[("count", coming.into())])) }
            p { a.btn href={ "/people/" (seen.me.number) "/leaves" } { (icon_small("clock")) (texts.say("leave-write-down")) } }
        }
    }
}
