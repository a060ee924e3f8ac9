//! One deal: its page, opening it, changing what it says, discarding it.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::{Around, Beginning, Deal, DealDraft, Process, Product, Result, Scene, Team, TermsDraft};
use http::{Said, Visit};

use super::page::Seen;
use super::{Trouble, address, terms};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::settings::members_only;

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>, headers: HeaderMap) -> Result<Page, Failure> {
    let seen = visit.look(move |scene| Seen::read(scene, number)).await?;
    Ok(seen.page(&visit, &visit.stage.origin.of(&headers)))
}

pub(crate) async fn new(visit: Visit, Query(draft): Query<DealDraft>) -> Result<Page, Failure> {
    members_only(&visit)?;
    let (around, lists) = visit.look(|scene| Ok((Around::read(scene)?, lists(scene)?))).await?;
    Ok(terms::opening(&visit, &around, &lists, &draft, &Trouble::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<DealDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Deal::open(scene, &draft)).await {
        Ok(deal) => Ok(to_saying(&address(deal.number), &Said::text("said-deal-opened"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, lists) = visit.look(|scene| Ok((Around::read(scene)?, lists(scene)?))).await?;
            Ok(terms::opening(&visit, &around, &lists, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, terms) =
        visit.look(move |scene| Ok((Around::read(scene)?, terms::Terms::read(scene, number)?))).await?;
    Ok(terms.page(&visit, &around, &TermsDraft::default(), &Trouble::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<TermsDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Deal::numbered(scene, number)?.change(scene, &draft)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-deal-changed"))),
        Err(error) => {
            let trouble = Trouble::met(&visit, number, error, &typed.version).await?;
            let (around, terms) =
                visit.look(move |scene| Ok((Around::read(scene)?, terms::Terms::read(scene, number)?))).await?;
            Ok(terms.page(&visit, &around, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn destroy(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    visit.change(move |scene| Deal::numbered(scene, number)?.discard(scene)).await?;
    let undo = format!("{}/restoration", address(number));
    Ok(to_saying("/deals", &Said::with_undo("said-deal-discarded", undo)))
}

fn lists(scene: &mut Scene<'_>) -> Result<(Vec<Product>, Vec<Beginning>)> {
    let team = Team::home_of(scene, scene.actor.id)?;
    Ok((Product::all(scene)?, Process::beginnings(scene, team)?))
}
