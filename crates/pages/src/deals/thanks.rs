//! Thanking somebody for something they did on a deal.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, Member, MemberState, Result, Scene, Thanks, ThanksDraft};
use http::{Said, Visit};
use maud::html;

use super::{Trouble, address, form_page};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, area};

pub(crate) async fn new(
    visit: Visit,
    Path(number): Path<i64>,
    Query(draft): Query<ThanksDraft>,
) -> Result<Page, Failure> {
    let read = visit.look(move |scene| read(scene, number)).await?;
    Ok(page(&visit, &read, &draft, &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<ThanksDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    let given = visit.change(move |scene| {
        let deal = Deal::numbered(scene, number)?;
        Thanks::give(scene, &deal, &draft)
    });
    match given.await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-thanks-given"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let read = visit.look(move |scene| read(scene, number)).await?;
            Ok(page(&visit, &read, &typed, &trouble).into_response())
        }
    }
}

/// The deal and everybody who can be thanked, those on the deal team first.
fn read(scene: &mut Scene<'_>, number: i64) -> Result<(Around, Deal, Vec<Member>)> {
    let (around, deal) = (Around::read(scene)?, Deal::numbered(scene, number)?);
    let (me, shares) = (scene.actor.id, deal.shares(scene)?);
    let there = |member: &Member| member.state != MemberState::Removed && member.id != me;
    let mut people: Vec<Member> = Member::all(scene)?.into_iter().filter(there).collect();
    people.sort_by_key(|member| shares.iter().all(|share| share.member != member.id));
    Ok((around, deal, people))
}

fn page(
    visit: &Visit,
    (around, deal, people): &(Around, Deal, Vec<Member>),
    typed: &ThanksDraft,
    trouble: &Trouble,
) -> Page {
    let texts = visit.texts();
    let title = texts.say("thanks-say");
    let people = people.iter().map(|member| (member.number.to_string(), member.name.clone())).collect();
    let form = html! {
        form.form action={ (address(deal.number)) "/thanks" } method="post" data-controller="dirty" {
            (Choice { name: "to", label: "thanks-whom", chosen: &typed.to, options: people }.show(texts, &trouble.problems))
            (area(texts, &trouble.problems, ("words", "thanks-words"), &typed.words))
            footer {
                button.btn.primary { (title) }
                a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    form_page(visit, around, deal, (title, trouble), &form)
}
