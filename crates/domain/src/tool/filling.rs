//! Filling a template from a deal. Names in double braces, and nothing else: what colleagues write in a form is no
//! program.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Content, Tool};
use crate::{Account, Contact, Deal, Error, Guides, Member, Problems, Product, Result, Scene, Stage, Team};

/// What every deal can fill in, beside the questions of its process. The names are those of the API.
pub const MERGE_FIELDS: [&str; 17] = [
    "title",
    "amount",
    "expected_close",
    "stage",
    "account",
    "contact",
    "contact_first_name",
    "contact_title",
    "contact_email",
    "product",
    "next_step",
    "next_step_due",
    "owner",
    "team",
    "me",
    "workspace",
    "today",
];

/// A template with what a deal says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Whom it goes to, when the deal has a contact with an address.
    pub to: Option<String>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The fields for which the deal says nothing, each once; they stand in the text as they were written.
    pub missing: Vec<String>,
}

impl Filled {
    /// Refuses a text with holes.
    pub(super) fn must_be_whole(&self) -> Result<()> {
        if self.missing.is_empty() {
            return Ok(());
        }
        Err(Problems::with("body", "problem-template-unfilled", &[("names", self.missing.join(", "))]).into())
    }
}

impl Tool {
    /// The mail that this template makes of a deal.
    ///
    /// # Errors
    /// [`Error::NotFound`] for any other tool.
    pub fn fill(&self, scene: &mut Scene<'_>, deal: &Deal) -> Result<Filled> {
        let Content::Template { subject, body } = &self.content else { return Err(Error::NotFound) };
        let values = values(scene, deal)?;
        let mut missing: Vec<String> = Vec::new();
        let subject = filled(subject, &values, &mut missing);
        let body = filled(body, &values, &mut missing);
        Ok(Filled { to: values.get("contact_email").cloned(), subject, body, missing })
    }
}

/// What a deal says, by the names of merge fields; what it does not say is not there.
fn values(scene: &mut Scene<'_>, deal: &Deal) -> Result<BTreeMap<String, String>> {
    let sees = scene.actor.sees_all();
    let contact = deal.contact.filter(|_| sees).map(|contact| Contact::with_id(scene, contact)).transpose()?;
    let account = deal.account.map(|account| Account::with_id(scene, account)).transpose()?;
    let product = deal.product.map(|product| Product::with_id(scene, product)).transpose()?;
    let team = deal.team.map(|team| Team::with_id(scene, team)).transpose()?;
    let owner = Member::any_of(scene, &[deal.owner.into()])?.into_iter().next();
    let stages = deal.stages(scene)?;
    let stage = stages.into_iter().find(|stage: &Stage| stage.key == deal.stage);
    let (name, title, email) =
        contact.map_or((None, None, None), |contact| (Some(contact.name), contact.title, contact.email));
    let first = name.as_deref().and_then(|name| name.split_whitespace().next()).map(str::to_owned);
    let built_in = [
        ("title", Some(deal.title.clone())),
        ("amount", deal.amount().map(|amount| amount.exact())),
        ("expected_close", deal.expected_close.map(long)),
        ("stage", stage.map(|stage| stage.name)),
        ("account", account.map(|account| account.name)),
        ("contact", name),
        ("contact_first_name", first),
        ("contact_title", title),
        ("contact_email", email),
        ("product", product.map(|product| product.name)),
        ("next_step", deal.next_step.clone()),
        ("next_step_due", deal.next_step_on.map(long)),
        ("owner", owner.map(|owner| owner.name)),
        ("team", team.map(|team| team.name)),
        ("me", Some(scene.actor.name.clone())),
        ("workspace", Some(scene.actor.workspace.name.clone())),
        ("today", Some(long(scene.today()))),
    ];
    let answers = deal.answers(scene)?.into_iter().map(|said| (said.key, Some(said.words)));
    let built_in = built_in.into_iter().map(|(name, value)| (name.to_owned(), value));
    // what every deal has comes last, so that no question of a process hides it
    let all = answers
        .chain(built_in)
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.trim().is_empty())?)));
    Ok(all.collect())
}

/// A day as a letter has it.
fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn filled(text: &str, values: &BTreeMap<String, String>, missing: &mut Vec<String>) -> String {
    let mut written = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => written.push_str(words),
            Piece::Field { name, whole } => match name.and_then(|name| values.get(name)) {
                Some(value) => written.push_str(value),
                None => {
                    let name = name.unwrap_or(whole).to_owned();
                    if !missing.contains(&name) {
                        missing.push(name);
                    }
                    written.push_str(whole);
                }
            },
        }
    }
    written
}

/// The names of the fields in a text, in their order; nothing for braces that hold no name or do not close.
pub(super) fn names_in(text: &str) -> impl Iterator<Item = Option<&str>> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Words(_) => None,
        Piece::Field { name, .. } => Some(name),
    })
}

/// The names in a template that neither a deal nor a question of a process has.
pub(super) fn unknown_names(scene: &mut Scene<'_>, content: &Content) -> Result<Vec<String>> {
    let Content::Template { subject, body } = content else { return Ok(Vec::new()) };
    let mut unknown: Vec<String> = names_in(subject)
        .chain(names_in(body))
        .flatten()
        .filter(|name| !MERGE_FIELDS.contains(name))
        .map(str::to_owned)
        .collect();
    if !unknown.is_empty() {
        let guides = Guides::in_use(scene)?;
        let asked = |name: &String| guides.iter().flat_map(|(_, guide)| &guide.fields).any(|field| field.key == *name);
        unknown.retain(|name| !asked(name));
        unknown.sort();
        unknown.dedup();
    }
    Ok(unknown)
}

enum Piece<'t> {
    Words(&'t str),
    /// A field with its braces; without a name when there is none between them.
    Field {
        name: Option<&'t str>,
        whole: &'t str,
    },
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(opens) = rest.find("{{") {
        let (words, field) = rest.split_at(opens);
        pieces.push(Piece::Words(words));
        let inside = &field[2..];
        let Some(closes) = inside.find("}}") else {
            pieces.push(Piece::Field { name: None, whole: field });
            return pieces;
        };
        let name = inside[..closes].trim();
        let is_name = !name.is_empty() && name.chars().all(|letter| letter == '_' || letter.is_alphanumeric());
        pieces.push(Piece::Field { name: is_name.then_some(name), whole: &field[..closes + 4] });
        rest = &inside[closes + 2..];
    }
    pieces.push(Piece::Words(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_filled_and_holes_are_named_once() {
        let values = BTreeMap::from([("account".to_owned(), "Acme {{me}}".to_owned())]);
        let mut missing = Vec::new();
        let text = filled("Dear {{ account }}, {{contact}} and {{contact}}: {{", &values, &mut missing);
        assert_eq!(text, "Dear Acme {{me}}, {{contact}} and {{contact}}: {{");
        assert_eq!(missing, ["contact", "{{"]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_and_words_stay_as_they_are(text in "[{}a-zé _]{0,40}") {
            let pieces = pieces(&text);
            let again: String = pieces.iter().map(|piece| match piece { Piece::Words(words) => *words, Piece::Field { whole, .. } => whole }).collect();
            prop_assert_eq!(again, text);
        }
    }
}
