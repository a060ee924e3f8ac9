//! One's own sign-ins: seen, ended one by one or all at once.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Error, Member, Result, SessionId, SessionLine};
use http::{Cookies, Said, Visit};
use maud::{Markup, html};

use super::Part;
use super::profile::Seen;
use crate::failure::Failure;
use crate::layout::to_saying;
use crate::parts::{ago, button_form};

/// Ends one sign-in.
pub(crate) async fn destroy(visit: Visit, Path(session): Path<String>) -> Result<Response, Failure> {
    let session = SessionId::parse(&session).ok_or(Error::NotFound)?;
    let me = visit.actor.id;
    visit.change(move |scene| Member::with_id(scene, me)?.end_session(scene, session)).await?;
    Ok(to_saying(Part::You.path(), &Said::text("said-session-ended")))
}

/// Everybody's way out: all of one's sign-ins end, this one too.
pub(crate) mod all {
    use super::{Cookies, Failure, IntoResponse, Member, Redirect, Response, Result, Visit};

    /// Signs out everywhere.
    pub(crate) async fn destroy(visit: Visit) -> Result<Response, Failure> {
        let me = visit.actor.id;
        visit.change(move |scene| Member::with_id(scene, me)?.sign_out_everywhere(scene)).await?;
        let mut answer = Redirect::to("/").into_response();
        let (name, value) = Cookies::clear(&visit.stage);
        answer.headers_mut().append(name, value);
        Ok(answer)
    }
}

/// The card with the list.
pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    html! {
        section.card.flush aria-labelledby="sessions-title" {
            header {
                h2 id="sessions-title" { (texts.say("sessions-title")) }
                span.push { (button_form("/settings/sessions?_method=delete", "btn small", &html! { (texts.say("sessions-end-all")) })) }
            }
            div.table-wrap {
                table.table.cards {
                    thead { tr {
                        th scope="col" { (texts.say("sessions-browser")) } th scope="col" { (texts.say("sessions-since")) }
                        th scope="col" { (texts.say("sessions-used")) } th scope="col" { span.aloud { (texts.say("settings-do")) } }
                    } }
                    tbody { @for session in &seen.sessions { (line(visit, session)) } }
                }
            }
        }
    }
}

fn line(visit: &Visit, session: &SessionLine) -> Markup {
    let texts = visit.texts();
    let (now, zone) = (visit.stage.now(), visit.actor.workspace.zone());
    let here = visit.session == Some(session.id);
    html! {
        tr id={ "session-" (session.id.text()) } {
            th scope="row" { (browser(&session.browser)) @if here { " " span.chip.brand { (texts.say("sessions-here")) } } }
            td data-label=(texts.say("sessions-since")) { (ago(session.created_at, now, &zone, texts)) }
            td data-label=(texts.say("sessions-used")) { (ago(session.seen_at, now, &zone, texts)) }
            td { @if !here { (button_form(&format!("/settings/sessions/{}?_method=delete", session.id.text()), "btn small", &html! { (texts.say("sessions-end")) })) } }
        }
    }
}

/// What a browser calls itself, in short: `Firefox on Linux`; as it says when it is none of the known.
fn browser(named: &str) -> String {
    let known = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |pairs: &[(&str, &'static str)]| pairs.iter().find(|(mark, _)| named.contains(mark)).map(|(_, name)| *name);
    match (find(&known), find(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ if named.is_empty() => "?".to_owned(),
        _ => named.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_called_as_people_call_them() {
        let linux = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1";
        assert_eq!([browser(linux), browser(phone), browser("curl/8")], ["Firefox, Linux", "Safari, iPhone", "curl/8"]);
    }
}
