//! What the team says to a version, and what can be done with it now.

use domain::{Outcome, Problems, Round, RoundAnswer, Stance, Version, VersionState};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::version::Seen;
use crate::parts::{Field, area, button_form, full, person};

/// The card for the state it is in; none when there is nothing to decide.
pub(super) fn card(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let version = &seen.written.version;
    let steers = version.is_steered_by(&visit.actor);
    let body = match version.state {
        VersionState::Draft if steers => drafted(visit, seen, problems),
        VersionState::Draft => html! { p.quiet { (texts.say("decision-draft")) } },
        VersionState::Proposed => proposed(visit, seen, problems),
        VersionState::Trial => tried(visit, seen, problems),
        VersionState::Live | VersionState::Retired => followed(texts, seen),
        VersionState::Withdrawn => html! { p.quiet { (texts.say("decision-withdrawn")) } },
    };
    html! {
        section.card aria-labelledby="decision-title" {
            header { h2 id="decision-title" { (texts.say("decision-title")) } }
            (body)
        }
    }
}

fn base(seen: &Seen) -> String {
    seen.written.place.base()
}

/// Another version went live since it was begun.
fn is_behind(seen: &Seen) -> bool {
    seen.written.version.based_on.unwrap_or(0) != seen.process.live_version
}

fn drafted(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        @if is_behind(seen) {
            p.notice { (texts.say("decision-behind")) }
            div.actions { (button_form(&format!("{}/update", base(seen)), "btn", &html! { (texts.say("decision-update")) })) }
        }
        p.quiet { (texts.say("decision-ask-say")) }
        form.form action={ (base(seen)) "/round" } method="post" {
            div.row {
                (Field::text("due_on", "decision-due", "").of("date").hint("decision-due-hint").show(texts, problems))
                (Field::text("quorum", "decision-quorum", "").hint("decision-quorum-hint").show(texts, problems))
            }
            footer { button.btn.primary { (texts.say("decision-ask")) } }
        }
        div.actions { (button_form(&format!("{}?_method=delete", base(seen)), "btn danger small", &html! { (texts.say("decision-withdraw")) })) }
        @if visit.actor.operates() {
            details.source open[problems.on("teams").is_some()] {
                summary { (texts.say("decision-without")) }
                div.source-body { (launch(texts, seen, problems, true)) }
            }
        }
    }
}

fn proposed(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let Some(round) = &seen.round else { return html! {} };
    let (outcome, version) = (round.outcome(seen.today), &seen.written.version);
    let steers = version.is_steered_by(&visit.actor);
    html! {
        p { strong { (texts.say(outcome_text(outcome))) } " " (counted(texts, round)) }
        ul.rows { @for answer in &round.answers { (answered(texts, answer)) } }
        @if !visit.actor.read_only { (answer_form(visit, seen, round, problems)) }
        @if steers && outcome == Outcome::Consented { h3 { (texts.say("decision-launch")) } (launch(texts, seen, problems, false)) }
        @if steers { div.actions { (button_form(&format!("{}/round?_method=delete", base(seen)), "btn small", &html! { (texts.say("decision-rework")) })) } }
        @if visit.actor.operates() && outcome != Outcome::Consented {
            details.source open[problems.on("teams").is_some()] {
                summary { (texts.say("decision-without")) }
                div.source-body { (launch(texts, seen, problems, true)) }
            }
        }
    }
}

fn outcome_text(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "outcome-open",
        Outcome::Objected => "outcome-objected",
        Outcome::Consented => "outcome-consented",
        Outcome::Lapsed => "outcome-lapsed",
    }
}

fn counted(texts: Texts, round: &Round) -> String {
    let saying = |stance| round.answers.iter().filter(|answer| answer.stance == stance).count();
    let due = full(round.due_on, texts);
    let given = [
        ("agree", saying(Stance::Agrees).into()),
        ("answered", round.answers.len().into()),
        ("asked", round.asked.into()),
        ("quorum", round.quorum.into()),
        ("due", due.as_str().into()),
    ];
    texts.fill("outcome-counted", &given)
}

fn answered(texts: Texts, answer: &RoundAnswer) -> Markup {
    html! {
        li.step {
            span.what { (person(answer.by.0, &answer.by.1)) }
            span.why { span class=(if answer.stance == Stance::Objects { "chip behind" } else { "chip" }) { (texts.say(stance_text(answer.stance))) } " " (answer.reason) }
        }
    }
}

fn stance_text(stance: Stance) -> &'static str {
    match stance {
        Stance::Agrees => "stance-agree",
        Stance::Objects => "stance-object",
        Stance::StandsAside => "stance-aside",
    }
}

fn answer_form(visit: &Visit, seen: &Seen, round: &Round, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let own = round.answers.iter().find(|answer| answer.by.0 == seen.me);
    let reason = own.map_or("", |answer| answer.reason.as_str());
    html! {
        form.form action={ (base(seen)) "/answer?_method=put" } method="post" {
            input type="hidden" name="round" value=(seen.written.version.round);
            fieldset {
                legend { (texts.say("stance-title")) }
                @for stance in Stance::ALL {
                    label.choice { input type="radio" name="stance" value=(stance.name()) required checked[own.is_some_and(|own| own.stance == stance)]; " " (texts.say(stance_choice(stance))) }
                }
            }
            (area(texts, problems, ("reason", "stance-reason"), reason))
            footer { button.btn.primary { (texts.say("stance-answer")) } }
        }
    }
}

fn stance_choice(stance: Stance) -> &'static str {
    match stance {
        Stance::Agrees => "stance-agree-say",
        Stance::Objects => "stance-object-say",
        Stance::StandsAside => "stance-aside-say",
    }
}

/// Puts it to work: for some teams first, or for all.
fn launch(texts: Texts, seen: &Seen, problems: &Problems, needs_reason: bool) -> Markup {
    let version = &seen.written.version;
    let may_try = version.based_on.is_some() && !seen.teams.is_empty() && version.state != VersionState::Trial;
    html! {
        form.form action={ (base(seen)) "/launch" } method="post" {
            @if may_try {
                div.field {
                    label for="teams" { (texts.say("launch-teams")) }
                    select id="teams" name="teams" {
                        option value="" { (texts.say("launch-all")) }
                        @for team in &seen.teams { option value=(team.number) { (texts.fill("launch-trial", &[("team", team.name.as_str().into())])) } }
                    }
                    @if let Some(problem) = texts.on(problems, "teams") { p.problem { (problem) } }
                }
            }
            @if needs_reason { (Field::text("reason", "launch-reason", "").show(texts, problems)) }
            footer { button.btn.primary { (texts.say("launch-do")) } }
        }
    }
}

fn tried(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let teams: Vec<&str> = seen.trying.iter().map(|team| team.name.as_str()).collect();
    html! {
        p { (texts.fill("decision-tried", &[("teams", teams.join(", ").into())])) }
        @let consented = seen.round.as_ref().is_some_and(|round| round.outcome(seen.today) == Outcome::Consented);
        @if seen.written.version.is_steered_by(&visit.actor) {
            @if consented || visit.actor.operates() { (launch(texts, seen, problems, !consented)) }
            div.actions { (button_form(&format!("{}/trial?_method=delete", base(seen)), "btn small", &html! { (texts.say("decision-end-trial")) })) }
        }
    }
}

/// Who follows it.
fn followed(texts: Texts, seen: &Seen) -> Markup {
    let version: &Version = &seen.written.version;
    let live = version.state == VersionState::Live;
    html! {
        p { (texts.say(if live { "decision-live" } else { "decision-retired" })) }
        @if !live { div.actions { a.btn href={ (base(seen)) "/deals" } { (texts.say("versions-move-on")) } } }
    }
}
