//! Teams: their calendars, their sprints, who is in them.

pub(crate) mod days_off;
pub(crate) mod members;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Member, Place, Problems, Result, Team, TeamDraft};
use http::{Said, Visit};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Part, members_only, week};
use crate::failure::Failure;
use crate::form::{Fields, Form, value, values};
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, Field, empty_mark, problem_list};

/// Everything that a team's page shows, at one moment.
pub(super) struct Seen {
    around: Around,
    team: Team,
    places: Vec<Place>,
    people: Vec<Member>,
    days_off: Vec<(Date, String, i64)>,
}

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    members_only(&visit)?;
    let (around, teams, places) = visit
        .look(|scene| Ok((Around::read(scene)?, Team::all(scene)?, Team::everybody(scene, scene.today())?)))
        .await?;
    let texts = visit.texts();
    let form_one =
        html! { @if visit.actor.operates() { a.btn.primary href="/settings/teams/new" { (texts.say("teams-form")) } } };
    let body = html! {
        section.card aria-labelledby="teams-title" {
            header { h2 id="teams-title" { (texts.say("settings-teams")) } @if !teams.is_empty() { span.push { (form_one) } } }
            @if teams.is_empty() { div.empty { (empty_mark()) p { (texts.say("teams-none")) } (form_one) } }
            ul.rows {
                @for team in &teams {
                    li.step id={ "team-" (team.number) } {
                        a.what href={ "/settings/teams/" (team.number) } { (team.name) }
                        span.why { (about(&visit, team, &places)) }
                        span.do { a.btn.small href={ "/teams/" (team.number) "/targets" } { (texts.say("targets-crumb")) span.aloud { " " (team.name) } } }
                    }
                }
            }
        }
    };
    Ok(super::page(&visit, &around, Part::Teams, &body, &Problems::default()))
}

pub(crate) async fn new(visit: Visit) -> Result<Page, Failure> {
    if !visit.actor.operates() {
        return Err(Error::Forbidden.into());
    }
    let around = visit.look(Around::read).await?;
    Ok(form_page(&visit, &around, &TeamDraft::default(), &Problems::default()))
}

pub(crate) async fn create(visit: Visit, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let draft = draft(&fields);
    let wanted = draft.clone();
    match visit.change(move |scene| Team::add(scene, &wanted)).await {
        Err(Error::Invalid(problems)) => {
            let around = visit.look(Around::read).await?;
            Ok(form_page(&visit, &around, &draft, &problems).into_response())
        }
        formed => Ok(to_saying(&format!("/settings/teams/{}", formed?.number), &Said::text("said-team-formed"))),
    }
}

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let seen = look(&visit, number).await?;
    Ok(page(&visit, &seen, None, &Problems::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let draft = draft(&fields);
    let wanted = draft.clone();
    match visit.change(move |scene| Team::numbered(scene, number)?.change(scene, &wanted)).await {
        Err(Error::Invalid(problems)) => refused(&visit, number, Some(&draft), &problems).await,
        changed => {
            changed?;
            Ok(to_saying(&format!("/settings/teams/{number}"), &Said::text("said-team-saved")))
        }
    }
}

/// The team's page again, with what was refused.
async fn refused(
    visit: &Visit,
    number: i64,
    draft: Option<&TeamDraft>,
    problems: &Problems,
) -> Result<Response, Failure> {
    let seen = look(visit, number).await?;
    Ok(page(visit, &seen, draft, problems).into_response())
}

async fn look(visit: &Visit, number: i64) -> Result<Seen> {
    members_only(visit)?;
    visit
        .look(move |scene| {
            let team = Team::numbered(scene, number)?;
            let (places, days_off) = (team.places(scene, scene.today())?, team.days_off(scene)?);
            Ok(Seen { around: Around::read(scene)?, team, places, people: Member::all(scene)?, days_off })
        })
        .await
}

/// `5 people, led by Marta Lind · Europe/Berlin`.
fn about(visit: &Visit, team: &Team, places: &[Place]) -> String {
    let texts = visit.texts();
    let people: Vec<&Place> = places.iter().filter(|place| place.team == team.id).collect();
    let leaders = people.iter().filter(|place| place.role == domain::TeamRole::Leader);
    let leaders: Vec<&str> = leaders.map(|place| place.name.as_str()).collect();
    let count = people.len();
    let said = if leaders.is_empty() {
        texts.fill("teams-people", &[("count", count.into())])
    } else {
        texts.fill("teams-people-led", &[("count", count.into()), ("leaders", leaders.join(", ").into())])
    };
    format!("{said} · {}", team.time_zone)
}

fn draft(fields: &[(String, String)]) -> TeamDraft {
    let given = |name: &str| Some(value(fields, name).to_owned());
    TeamDraft {
        version: value(fields, "version").to_owned(),
        name: given("name"),
        region: given("region"),
        time_zone: given("time_zone").filter(|zone| !zone.trim().is_empty()),
        working_days: Some(values(fields, "working_days")),
        holiday_country: given("holiday_country"),
        sprint_weeks: given("sprint_weeks"),
        sprint_starts_on: given("sprint_starts_on"),
    }
}

fn form_page(visit: &Visit, around: &Around, draft: &TeamDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let body = html! {
        section.card.read aria-labelledby="team-title" {
            header { h2 id="team-title" { (texts.say("teams-form")) } }
            form.form action="/settings/teams" method="post" data-controller="dirty" {
                (problem_list(texts, problems))
                (fields(visit, draft, problems))
                footer { button.btn.primary { (texts.say("teams-form")) } a.btn href=(Part::Teams.path()) { (texts.say("settings-back")) } }
            }
        }
    };
    super::page(visit, around, Part::Teams, &body, problems)
}

fn page(visit: &Visit, seen: &Seen, typed: Option<&TeamDraft>, problems: &Problems) -> Page {
    let texts = visit.texts();
    let known = known(&seen.team);
    let may = seen.may_change(visit);
    let body = html! {
        div.split.even {
            section.card aria-labelledby="team-title" {
                header { h2 id="team-title" { (seen.team.name) } a.more href={ "/teams/" (seen.team.number) } { (texts.say("teams-to-page")) } }
                form.form action={ "/settings/teams/" (seen.team.number) "?_method=patch" } method="post" data-controller="dirty" {
                    @if typed.is_some() { (problem_list(texts, problems)) }
                    input type="hidden" name="version" value=(seen.team.version);
                    (fields(visit, typed.unwrap_or(&known), problems))
                    @if may { footer { button.btn.primary { (texts.say("settings-save")) } } }
                }
            }
            div.stack {
                (members::card(visit, seen, problems))
                (days_off::card(visit, seen, problems))
            }
        }
    };
    super::page(visit, &seen.around, Part::Teams, &body, problems)
}

impl Seen {
    /// Leaders of the team and operations.
    fn may_change(&self, visit: &Visit) -> bool {
        !visit.actor.read_only && (visit.actor.operates() || visit.actor.leads(self.team.id))
    }
}

/// A team as its form shows it.
fn known(team: &Team) -> TeamDraft {
    let bits = team.working_week.bits();
    TeamDraft {
        version: team.version.to_string(),
        name: Some(team.name.clone()),
        region: team.region.clone(),
        time_zone: Some(team.time_zone.clone()),
        working_days: Some((1..=7_u8).filter(|day| bits & (1 << (day - 1)) != 0).map(|day| day.to_string()).collect()),
        holiday_country: team.holiday_country.clone(),
        sprint_weeks: team.sprint_weeks.map(|weeks| weeks.to_string()),
        sprint_starts_on: team.sprint_starts_on.map(|day| day.to_string()),
    }
}

fn fields(visit: &Visit, draft: &TeamDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let workspace = &visit.actor.workspace;
    let zone = draft.time_zone.as_deref().unwrap_or(&workspace.time_zone);
    let works = |day: &str| match &draft.working_days {
        Some(days) => days.iter().any(|known| known == day),
        None => day < "6",
    };
    html! {
        (Field::text("name", "teams-name", draft.name.as_deref().unwrap_or("")).required().show(texts, problems))
        div.row {
            (Field::text("region", "teams-region", draft.region.as_deref().unwrap_or("")).show(texts, problems))
            (Field::text("time_zone", "setup-time-zone", zone).show(texts, problems))
        }
        (week(visit, works))
        (Choice { name: "holiday_country", label: "teams-holidays", chosen: draft.holiday_country.as_deref().unwrap_or(""), options: countries(visit) }.show(texts, problems))
        div.row {
            (Choice { name: "sprint_weeks", label: "teams-sprint-weeks", chosen: draft.sprint_weeks.as_deref().unwrap_or(""), options: sprint_lengths(visit) }.show(texts, problems))
            (Field::text("sprint_starts_on", "teams-sprint-start", draft.sprint_starts_on.as_deref().unwrap_or("")).of("date").show(texts, problems))
        }
    }
}

fn countries(visit: &Visit) -> Vec<(String, String)> {
    let none = (String::new(), visit.texts().say("teams-no-holidays").to_owned());
    let known = measures::holidays::countries().into_iter().map(|(code, name)| (code.to_owned(), name.to_owned()));
    std::iter::once(none).chain(known).collect()
}

fn sprint_lengths(visit: &Visit) -> Vec<(String, String)> {
    let texts = visit.texts();
    let none = (String::new(), texts.say("teams-no-sprints").to_owned());
    let lengths = (1..=4_i64).map(|weeks| (weeks.to_string(), texts.fill("teams-weeks", &[("count", weeks.into())])));
    std::iter::once(none).chain(lengths).collect()
}
