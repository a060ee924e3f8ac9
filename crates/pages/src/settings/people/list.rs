use domain::{Member, MemberState, TeamRole};
use http::Visit;
use maud::{Markup, html};

use super::{Seen, role_text};
use crate::parts::{face_small, initials};

/// People of an import who cannot sign in yet, and the way to let them in all at once.
pub(super) fn waiting(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let count = seen.people.iter().filter(|member| member.state == MemberState::Placeholder).count();
    html! {
        @if count > 0 {
            div.notice {
                p { (texts.fill("people-waiting", &[("count", count.into())])) }
                // the links are shown once, so they are a page of their own
                form.btn-form action="/settings/people/links" method="post" data-turbo="false" {
                    button.btn.small { (texts.say("people-make-links")) }
                }
            }
        }
    }
}

/// Everybody, by name.
pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    html! {
        section.card.flush aria-labelledby="people-title" {
            header { h2 id="people-title" { (texts.say("settings-people")) } span.quiet { (texts.fill("people-count", &[("count", seen.people.len().into())])) } }
            div.table-wrap {
                table.table.cards {
                    thead { tr {
                        th scope="col" { (texts.say("field-name")) } th scope="col" { (texts.say("people-email")) }
                        th scope="col" { (texts.say("people-role")) } th scope="col" { (texts.say("people-teams")) }
                        th scope="col" { (texts.say("people-state")) }
                        @if visit.actor.operates() { th scope="col" { span.aloud { (texts.say("settings-do")) } } }
                    } }
                    tbody { @for member in &seen.people { (line(visit, seen, member)) } }
                }
            }
        }
    }
}

fn line(visit: &Visit, seen: &Seen, member: &Member) -> Markup {
    let texts = visit.texts();
    let operates = visit.actor.operates();
    html! {
        tr id={ "person-" (member.number) } {
            th scope="row" {
                a.person href={ "/people/" (member.number) } {
                    @if member.state == MemberState::Placeholder { span.face.s.placeholder aria-hidden="true" { (initials(&member.name)) } }
                    @else { (face_small(member.number, &member.name)) }
                    (member.name)
                }
            }
            td.wide data-label=(texts.say("people-email")) { (member.email.as_deref().unwrap_or("")) }
            td data-label=(texts.say("people-role")) { (texts.say(role_text(member.role))) }
            td.wide data-label=(texts.say("people-teams")) { (teams(visit, seen, member)) }
            td data-label=(texts.say("people-state")) { (texts.say(state_text(member.state))) }
            @if operates {
                td.wide {
                    div.cluster {
                        a.btn.small href={ "/settings/people/" (member.number) "/edit" } { (texts.say("settings-edit")) span.aloud { " " (member.name) } }
                        form.btn-form action={ "/settings/people/" (member.number) "/link" } method="post" data-turbo="false" {
                            button.btn.small { (texts.say(if member.state == MemberState::Active { "people-reset-link" } else { "people-join-link" })) span.aloud { " " (member.name) } }
                        }
                    }
                }
            }
        }
    }
}

fn teams(visit: &Visit, seen: &Seen, member: &Member) -> String {
    let texts = visit.texts();
    let places = seen.places.iter().filter(|(_, place)| place.member == member.id);
    let said = places.map(|(team, place)| match place.role {
        TeamRole::Leader => texts.fill("people-leads", &[("team", team.as_str().into())]),
        TeamRole::Seller => team.clone(),
    });
    said.collect::<Vec<_>>().join(", ")
}

fn state_text(state: MemberState) -> &'static str {
    match state {
        MemberState::Placeholder => "state-placeholder",
        MemberState::Invited => "state-invited",
        MemberState::Active => "state-active",
        MemberState::Removed => "state-removed",
    }
}
