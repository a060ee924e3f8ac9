//! An event as a sentence: who did what, with names.

use domain::{Stage, Told};
use fluent_bundle::FluentValue;
use http::Texts;
use jiff::civil::Date;
use maud::{Markup, html};
use measures::{Currency, Money};
use serde_json::Value as Json;

use super::spoken;

/// What sentences may fill in; what an event does not have is `nothing`.
const NAMES: [&str; 36] = [
    "deal", "account", "contact", "product", "team", "person", "owner", "added", "thanked", "asked", "answered",
    "amount", "from", "to", "stage", "step", "due", "reason", "words", "name", "merged", "number", "title", "was",
    "is", "label", "text", "item", "evidence", "criteria", "leapt", "returned", "version", "tool", "score", "role",
];

/// The sentence, with whoever did it in bold.
pub(crate) fn sentence(texts: Texts, told: &Told, stages: &[Stage], today: Date) -> Markup {
    let actor = told.actor.as_ref().map_or(texts.say("event-program"), |(_, name)| name.as_str());
    let said = words(texts, told, (stages, today), actor);
    match said.strip_prefix(actor) {
        Some(rest) => html! { b { (actor) } (rest) },
        None => html! { (said) },
    }
}

fn words(texts: Texts, told: &Told, (stages, today): (&[Stage], Date), actor: &str) -> String {
    let mut given: Vec<(&str, FluentValue<'_>)> = vec![("actor", actor.into())];
    for name in NAMES {
        let found = particular(texts, told, name, (stages, today)).or_else(|| subjects(told, name));
        let found = found.filter(|found| !found.is_empty());
        given.push((name, found.map_or(FluentValue::from("nothing"), FluentValue::from)));
    }
    texts.fill(told.entry.kind.map_or("event-unknown", domain::Kind::sentence), &given)
}

/// The names of everything in the event with this kind or part.
fn subjects(told: &Told, name: &str) -> Option<String> {
    let me = told.actor.as_ref().map(|(number, _)| *number);
    let fits = |subject: &&domain::Named| match name {
        "person" => subject.kind == "member" && (Some(subject.number) != me || subject.role != "owner"),
        "deal" | "account" | "contact" | "product" | "team" => subject.kind == name,
        part => subject.kind == "member" && subject.role == part,
    };
    let mut names: Vec<&str> = told.subjects.iter().filter(fits).map(|subject| subject.name.as_str()).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A particular of the event as people read it: money, days and stages by their names.
fn particular(texts: Texts, told: &Told, name: &str, (stages, today): (&[Stage], Date)) -> Option<String> {
    match told.entry.particulars.get(name)? {
        Json::String(text) => Some(readable(texts, text, (stages, today))),
        Json::Number(number) => Some(number.to_string()),
        Json::Object(money) => {
            let currency = Currency::parse(money.get("currency")?.as_str()?)?;
            Some(Money::new(money.get("minor")?.as_i64()?, currency).exact())
        }
        Json::Array(all) => {
            let texts = all.iter().filter_map(Json::as_str).map(|text| readable(texts, text, (stages, today)));
            Some(texts.collect::<Vec<_>>().join(", "))
        }
        Json::Bool(true) => Some("yes".to_owned()),
        _ => None,
    }
}

fn readable(texts: Texts, text: &str, (stages, today): (&[Stage], Date)) -> String {
    if let Some(stage) = stages.iter().find(|stage| stage.key == text) {
        return stage.name.clone();
    }
    let day = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    day.map_or_else(|| text.to_owned(), |day| spoken(day, today, texts))
}
