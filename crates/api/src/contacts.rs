//! People at customers.

use domain::Contact;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::{Asked, At};
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, ContactChange};

/// Which contacts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ContactsAsked {
    /// Where the page begins, as `next` says.
    after: Option<String>,
}

fn shown(contact: Contact) -> Answer {
    let version = contact.version;
    Answer::shown(&shapes::Contact::from(contact)).of_version(version)
}

/// Lists contacts by name, fifty a page.
#[utoipa::path(get, path = "/api/v1/contacts", tag = "contacts", params(ContactsAsked),
    responses((status = 200, body = List<shapes::Contact>)))]
pub(crate) async fn index(caller: Caller, Asked(asked): Asked<ContactsAsked>) -> Result<Answer, Failure> {
    let uri = caller.uri.clone();
    caller
        .look(move |scene| {
            let page = Contact::list(scene, asked.after.as_deref().unwrap_or(""))?;
            let items: Vec<_> = page.rows.into_iter().map(shapes::Contact::from).collect();
            Ok(List::page(items, &uri, "after", page.after.as_deref()))
        })
        .await
}

/// Adds a contact.
#[utoipa::path(post, path = "/api/v1/contacts", tag = "contacts", request_body = ContactChange,
    responses((status = 201, body = shapes::Contact)))]
pub(crate) async fn create(change: Change<ContactChange>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let draft = wanted.draft.draft(scene)?;
            let contact = Contact::add(scene, &draft)?;
            let (version, location) = (contact.version, format!("/api/v1/contacts/{}", contact.number));
            Ok(Answer::made(&shapes::Contact::from(contact), location).of_version(version))
        })
        .await
}

/// Shows a contact.
#[utoipa::path(get, path = "/api/v1/contacts/{number}", tag = "contacts", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Contact)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller.look(move |scene| Ok(shown(Contact::numbered(scene, number)?))).await
}

/// Changes a contact.
#[utoipa::path(patch, path = "/api/v1/contacts/{number}", tag = "contacts", params(("number" = i64, Path)),
    request_body = ContactChange, responses((status = 200, body = shapes::Contact)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<ContactChange>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut contact = Contact::numbered(scene, number)?;
            wanted.must_match(contact.version)?;
            let draft = wanted.draft.draft(scene)?;
            contact.change(scene, &draft)?;
            Ok(shown(contact))
        })
        .await
}
