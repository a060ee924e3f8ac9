//! Asking for help on a deal, and having helped.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, HelpDraft, HelpRequest, Member, MemberState, Result, Scene};
use http::{Said, Visit};
use maud::html;

use super::{Trouble, address, form_page, to_change};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, area};

pub(crate) async fn new(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let read = visit.look(move |scene| read(scene, number)).await?;
    Ok(page(&visit, &read, &HelpDraft::default(), &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<HelpDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    let asked = visit.change(move |scene| {
        let deal = Deal::numbered(scene, number)?;
        HelpRequest::ask(scene, &deal, &draft)
    });
    match asked.await {
        Ok(_) => Ok(to_saying(&address(number), &Said::text("said-help-asked"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let read = visit.look(move |scene| read(scene, number)).await?;
            Ok(page(&visit, &read, &typed, &trouble).into_response())
        }
    }
}

fn read(scene: &mut Scene<'_>, number: i64) -> Result<(Around, Deal, Vec<Member>)> {
    let (around, deal) = (Around::read(scene)?, to_change(scene, number)?);
    let me = scene.actor.id;
    let there = |member: &Member| member.state == MemberState::Active && member.id != me;
    Ok((around, deal, Member::all(scene)?.into_iter().filter(there).collect()))
}

fn page(
    visit: &Visit,
    (around, deal, people): &(Around, Deal, Vec<Member>),
    typed: &HelpDraft,
    trouble: &Trouble,
) -> Page {
    let texts = visit.texts();
    let title = texts.say("help-ask");
    let everybody = std::iter::once((String::new(), texts.say("help-everybody").to_owned()));
    let people = people.iter().map(|member| (member.number.to_string(), member.name.clone()));
    let form = html! {
        form.form action={ (address(deal.number)) "/help" } method="post" data-controller="dirty" {
            (area(texts, &trouble.problems, ("words", "help-words"), &typed.words))
            (Choice { name: "asked", label: "help-whom", chosen: &typed.asked, options: everybody.chain(people).collect() }.show(texts, &trouble.problems))
            footer {
                button.btn.help { (title) }
                a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    form_page(visit, around, deal, (title, trouble), &form)
}
