//! Links to join and to set a new password: made by an admin, shown once, carried by hand.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::secret::Token;
use domain::{Around, LinkPurpose, Member, MemberState, Problems, Result};
use http::Visit;
use maud::{Markup, html};

use crate::failure::Failure;
use crate::parts::icon_small;
use crate::settings::{Part, page};

/// A link that was just made.
struct Made {
    name: String,
    purpose: LinkPurpose,
    address: String,
}

/// Makes a link for one person.
pub(crate) async fn create(visit: Visit, headers: HeaderMap, Path(number): Path<i64>) -> Result<Response, Failure> {
    let token = visit.stage.token(visit.actor.workspace.id);
    let kept = token.clone();
    let (name, purpose) = visit
        .change(move |scene| {
            let mut member = Member::numbered(scene, number)?;
            let purpose = member.invite(scene, &kept)?;
            Ok((member.name, purpose))
        })
        .await?;
    shown(&visit, &[Made { name, purpose, address: address(&visit, &headers, &token) }]).await
}

/// Makes links for everybody who was imported and cannot sign in yet.
pub(crate) mod all {
    use super::{Failure, HeaderMap, Made, Member, MemberState, Response, Visit, address, shown};

    /// Makes a link for each of them.
    pub(crate) async fn create(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
        let all = visit.look(Member::all).await?;
        let waiting = all.into_iter().filter(|member| member.state == MemberState::Placeholder);
        let drawn: Vec<_> = waiting.map(|member| (member, visit.stage.token(visit.actor.workspace.id))).collect();
        let kept = drawn.clone();
        let purposes = visit.change(move |scene| Member::invite_all(scene, &kept)).await?;
        let made = drawn.into_iter().zip(purposes);
        let made: Vec<Made> = made
            .map(|((member, token), purpose)| Made {
                name: member.name,
                purpose,
                address: address(&visit, &headers, &token),
            })
            .collect();
        shown(&visit, &made).await
    }
}

fn address(visit: &Visit, headers: &HeaderMap, token: &Token) -> String {
    format!("{}/join/{}", visit.stage.origin.of(headers), token.text())
}

async fn shown(visit: &Visit, made: &[Made]) -> Result<Response, Failure> {
    let texts = visit.texts();
    let around = visit.look(Around::read).await?;
    let all: Vec<String> = made.iter().map(|made| format!("{}\t{}", made.name, made.address)).collect();
    let body = html! {
        section.card aria-labelledby="links-title" {
            header {
                h2 id="links-title" { (texts.fill("links-title", &[("count", made.len().into())])) }
                @if made.len() > 1 { span.push { (copy(visit, &all.join("\n"), "links-copy-all")) } }
            }
            p { (texts.say("links-once")) }
            ul.rows {
                @for link in made {
                    li.step {
                        span.what { (link.name) " · " (texts.say(if link.purpose == LinkPurpose::Reset { "links-reset" } else { "links-join" })) }
                        code.why { (link.address) }
                        span.do { (copy(visit, &link.address, "links-copy")) }
                    }
                }
            }
            div.actions { a.btn href=(Part::People.path()) { (texts.say("settings-back")) } }
        }
    };
    Ok(page(visit, &around, Part::People, &body, &Problems::default()).into_response())
}

fn copy(visit: &Visit, text: &str, label: &'static str) -> Markup {
    let texts = visit.texts();
    html! {
        button.btn.small type="button" data-controller="copy" data-copy-text-value=(text) data-copy-said-value=(texts.say("copied")) data-action="copy#copy" {
            (icon_small("link")) span data-copy-target="label" { (texts.say(label)) }
        }
    }
}
