//! Notes about an account.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{About, Account, Around, Note, NoteDraft};
use http::{Said, Visit};
use maud::html;

use super::address;
use crate::deals::{Trouble, notes};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Spot, to_saying};
use crate::parts::sheet;

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<NoteDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    let written = visit.change(move |scene| {
        let mut about = About::Account(Box::new(Account::numbered(scene, number)?));
        Note::write(scene, &mut about, &draft)
    });
    match written.await {
        Ok(_) => Ok(to_saying(&address(number), &Said::text("said-note-written"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, account) =
                visit.look(move |scene| Ok((Around::read(scene)?, Account::numbered(scene, number)?))).await?;
            let title = visit.texts().say("note-write");
            let form = notes::form(&visit, &format!("{}/notes", address(number)), &typed, &trouble);
            let body = html! { (trouble.show(&visit)) (form) };
            let body = sheet(&visit, title, (&address(number), &account.name), &body);
            Ok(trouble.page(&visit, &around, &Head::new(title, Spot::Accounts, ""), &body).into_response())
        }
    }
}
