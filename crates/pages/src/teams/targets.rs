//! Targets of a team and its people, month by month; a grid from a spreadsheet can be pasted in.

mod grid;
mod history;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Member, Place, Problems, Result, Scene, Target, TargetDraft, Team};
use http::{Said, Visit};
use jiff::civil::Date;
use maud::html;
use measures::Period;
use serde::Deserialize;

use self::grid::{Cell, Row};
use crate::failure::Failure;
use crate::form::{Fields, Form, value};
use crate::layout::{Head, Page, Spot, to_saying};
use crate::settings::members_only;

/// Which fiscal year; this one unless said.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(crate) struct Asked {
    year: Option<i16>,
}

/// Everything that the page shows, at one moment.
pub(super) struct Seen {
    around: Around,
    team: Team,
    rows: Vec<Row>,
    year: Period,
    targets: Vec<Target>,
    people: Vec<Member>,
}

pub(crate) async fn index(visit: Visit, Path(number): Path<i64>, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let seen = look(&visit, number, asked).await?;
    Ok(page(&visit, &seen, &[], &Problems::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let typed = fields.clone();
    let year = year_of(&visit, asked);
    let changed = visit.change(move |scene| set(scene, number, year, &typed)).await;
    match changed {
        Err(Error::Invalid(problems)) => {
            let seen = look(&visit, number, asked).await?;
            Ok(page(&visit, &seen, &fields, &problems).into_response())
        }
        changed => {
            let said = if changed? == 0 { "said-targets-same" } else { "said-targets-set" };
            let path = format!("/teams/{number}/targets?year={}", year.ends_on.year());
            Ok(to_saying(&path, &Said::text(said)))
        }
    }
}

/// Sets what was typed differently; how many. With a problem in any cell nothing is set.
fn set(scene: &mut Scene<'_>, number: i64, year: Period, typed: &[(String, String)]) -> Result<usize> {
    let team = Team::numbered(scene, number)?;
    team.must_lead(scene)?;
    let rows = rows(&team, &team.places(scene, scene.today())?);
    let known = Target::of_team(scene, team.id, (year.starts_on, year.ends_on))?;
    let currency = scene.actor.workspace.currency;
    let mut problems = Problems::default();
    let mut set = 0;
    for cell in grid::cells(&rows, year) {
        let text = value(typed, &cell.field());
        if cell.is_same(text, &known, currency) {
            continue;
        }
        let draft = TargetDraft {
            start: cell.month.starts_on.strftime("%Y-%m").to_string(),
            amount: text.to_owned(),
            reason: value(typed, "reason").to_owned(),
            ..TargetDraft::default()
        };
        match Target::set(scene, cell.whose, &draft) {
            Ok(_) => set += 1,
            Err(Error::Invalid(found)) => note(&mut problems, &cell, &found),
            Err(error) => return Err(error),
        }
    }
    problems.or(set)
}

/// A problem with the amount stands at its cell, one with the reason once below the grid.
fn note(problems: &mut Problems, cell: &Cell, found: &Problems) {
    for (field, problem) in found.iter() {
        let field = if field == "reason" { "reason".to_owned() } else { cell.field() };
        problems.add_with(&field, problem.text, &problem.given);
    }
}

async fn look(visit: &Visit, number: i64, asked: Asked) -> Result<Seen> {
    members_only(visit)?;
    let year = year_of(visit, asked);
    visit
        .look(move |scene| {
            let team = Team::numbered(scene, number)?;
            let places = team.places(scene, scene.today())?;
            let targets = Target::of_team(scene, team.id, (year.starts_on, year.ends_on))?;
            let (around, people) = (Around::read(scene)?, Member::all(scene)?);
            Ok(Seen { around, rows: rows(&team, &places), team, year, targets, people })
        })
        .await
}

/// The team itself, then its people by name.
fn rows(team: &Team, places: &[Place]) -> Vec<Row> {
    let people = places.iter().map(Row::person);
    std::iter::once(Row::team(team)).chain(people).collect()
}

fn year_of(visit: &Visit, asked: Asked) -> Period {
    let workspace = &visit.actor.workspace;
    let start = workspace.fiscal_start_month;
    let this = Period::fiscal_year(domain::day_of(visit.stage.now(), &workspace.zone()), start);
    let asked = asked.year.and_then(|year| Date::new(if start == 1 { year } else { year - 1 }, start, 1).ok());
    asked.map_or(this, |day| Period::fiscal_year(day, start))
}

fn page(visit: &Visit, seen: &Seen, typed: &[(String, String)], problems: &Problems) -> Page {
    let texts = visit.texts();
    let title = texts.fill("targets-title", &[("team", seen.team.name.as_str().into())]);
    let head = Head::new(title.clone(), Spot::Team, format!("team:{} people", seen.team.id.text()));
    let body = html! {
        header.page-head {
            div {
                ol.crumbs { li { a href={ "/teams/" (seen.team.number) } { (seen.team.name) } } li { (texts.say("targets-crumb")) } }
                h1 { (title) }
                p.say { (texts.say("targets-say")) }
            }
        }
        (grid::card(visit, seen, typed, problems))
        (history::card(visit, seen))
    };
    if problems.is_empty() {
        Page::new(visit, &seen.around, &head, &body)
    } else {
        Page::refused(visit, &seen.around, &head, &body)
    }
}

impl Seen {
    /// Leaders of the team and operations may set targets.
    fn may_set(&self, visit: &Visit) -> bool {
        !visit.actor.read_only && (visit.actor.operates() || visit.actor.leads(self.team.id))
    }
}
