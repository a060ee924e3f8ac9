//! What the stage of a deal asks: its goal, what to do, what to find out, and what must hold before it goes on.

use domain::{
    Around, Asked, AskedField, BUILT_IN, CheckDraft, Deal, DealPage, Error, FieldType, File, Guidance, Knowledge,
    Problems, Scene, Standing, Status, Test, fold,
};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::{address, files, to_change, today};
use crate::parts::{icon_small, spoken};

/// The card; nothing for a closed deal, or a stage that asks nothing.
pub(super) fn card(visit: &Visit, page: &DealPage) -> Markup {
    let guidance = page.guidance.as_ref().filter(|guidance| guidance.guide != domain::Guide::default());
    let Some(guidance) = guidance.filter(|_| page.deal.status == Status::Open) else { return html! {} };
    let (texts, guide) = (visit.texts(), &guidance.guide);
    let asked = || guidance.asked.iter().filter(|asked| matches!(asked.standing, Standing::Met | Standing::Open));
    let met = asked().filter(|asked| asked.standing == Standing::Met).count();
    html! {
        section.card aria-labelledby="guide-title" {
            header {
                h2 id="guide-title" { (texts.say("guide-title")) }
                @if asked().next().is_some() { small { (texts.fill("guide-met", &[("met", met.into()), ("count", asked().count().into())])) } }
            }
            @if !guide.goal.is_empty() { p { (guide.goal) } }
            @if !guidance.asked.is_empty() { ul.rows { @for asked in &guidance.asked { (row(visit, page, guidance, asked)) } } }
            (questions(visit, page, guidance))
            @if !guide.actions.is_empty() {
                h3 { (texts.say("guide-actions")) }
                ul.plain { @for action in &guide.actions { li { @if action.tool.is_empty() { (action.text) } @else { a.link href={ (address(page.deal.number)) "/tools/" (action.tool) "/uses/new" } data-turbo-frame="dialog" { (action.text) } } @if !action.role.is_empty() { small { " · " (action.role) } } } } }
            }
        }
    }
}

/// What was found out on the way, among the facts: what the stage itself asks stands in its card.
pub(super) fn found_out(page: &DealPage) -> Markup {
    let Some(guidance) = &page.guidance else { return html! {} };
    let here =
        |key: &str| page.deal.status == Status::Open && guidance.guide.fields.iter().any(|field| field.key == key);
    html! {
        @for field in guidance.fields.iter().filter(|field| !here(&field.key)) {
            @if let Some(said) = answer(guidance, &field.key) { dt { (field.label) } dd { (said.words) } }
        }
    }
}

/// What is to be found out here; what was asked for earlier is folded away.
fn questions(visit: &Visit, page: &DealPage, guidance: &Guidance) -> Markup {
    let texts = visit.texts();
    let here = |field: &&AskedField| {
        let looked_at = guidance.asked.iter().any(|asked| asked.criterion.fields().any(|key| key == field.key));
        looked_at || guidance.guide.fields.contains(field)
    };
    let (now, earlier): (Vec<_>, Vec<_>) = guidance.fields.iter().partition(here);
    html! {
        @if !now.is_empty() {
            h3 { (texts.say("guide-fields")) }
            div.stack.tight { @for field in now { (question(visit, page, guidance, field)) } }
        }
        @if !earlier.is_empty() {
            details.source {
                summary { (texts.say("guide-earlier")) }
                div.source-body.stack.tight { @for field in earlier { (question(visit, page, guidance, field)) } }
            }
        }
    }
}

fn answer<'g>(guidance: &'g Guidance, key: &str) -> Option<&'g Knowledge> {
    guidance.answers.iter().find(|said| said.key == key)
}

fn check<'g>(guidance: &'g Guidance, asked: &Asked, item: &str) -> Option<&'g Knowledge> {
    guidance.checks.iter().find(|said| said.key == asked.criterion.key && said.item == fold(item))
}

fn row(visit: &Visit, page: &DealPage, guidance: &Guidance, asked: &Asked) -> Markup {
    let (texts, criterion) = (visit.texts(), &asked.criterion);
    let whole = check(guidance, asked, "").filter(|_| asked.standing == Standing::Met);
    let may = page.may_change && !page.deal.discarded && matches!(asked.standing, Standing::Met | Standing::Open);
    html! {
        li.step id={ "criterion-" (criterion.key) } {
            span.what { (criterion.text) }
            span.why {
                (chip(texts, asked))
                @if let Some(said) = whole { (by_whom(visit, said)) }
            }
            @if may { (doing(visit, page, guidance, asked)) }
        }
    }
}

/// How it stands, in a word.
fn chip(texts: Texts, asked: &Asked) -> Markup {
    let must = asked.criterion.must;
    html! {
        @match asked.standing {
            Standing::Met => span.chip.ahead { (icon_small("check")) (texts.say("criterion-met")) },
            Standing::Open if must => span.chip.behind { (texts.say("criterion-must")) },
            Standing::Open => span.chip { (texts.say("criterion-should")) },
            Standing::NotAsked => (texts.say("criterion-not-asked")),
            Standing::Exempt => (texts.say("criterion-exempt")),
        }
    }
}

fn by_whom(visit: &Visit, said: &Knowledge) -> Markup {
    let texts = visit.texts();
    let link = said.words.starts_with("https://") || said.words.starts_with("http://");
    let name = said.by.as_ref().map_or("", |(_, name)| name.as_str());
    html! {
        @if let Some(day) = said.on { " " (texts.fill("criterion-by", &[("name", name.into()), ("day", spoken(day, today(visit), texts).into())])) }
        @if let Some((name, id)) = said.file.as_ref().zip(File::in_evidence(&said.words)) { " · " a.link href={ "/files/" (id.text()) } download=(name) { (name) } }
        @else if link { " · " a.link href=(said.words) rel="noreferrer" { (said.words) } }
        @else if !said.words.is_empty() { " · " (said.words) }
    }
}

/// What can be done about it here.
fn doing(visit: &Visit, page: &DealPage, guidance: &Guidance, asked: &Asked) -> Markup {
    let (texts, criterion) = (visit.texts(), &asked.criterion);
    let own = address(page.deal.number);
    let looks_at = matches!(criterion.test, Test::FieldPresent { .. } | Test::FieldCompared { .. });
    let field = criterion.fields().next().filter(|_| looks_at);
    html! {
        @if let Some(field) = field {
            @if asked.standing == Standing::Open {
                span.do {
                    @match field {
                        "next_step" | "next_step_due" => a.btn.small href={ (own) "/step/edit" } data-turbo-frame="dialog" { (texts.say("criterion-fill-in")) },
                        field if BUILT_IN.contains(&field) => a.btn.small href={ (own) "/edit" } data-turbo-frame="dialog" { (texts.say("criterion-fill-in")) },
                        field => a.btn.small href={ "#field-" (field) } data-turbo="false" { (texts.say("criterion-fill-in")) },
                    }
                }
            }
        } @else if let Test::ScoreAtLeast { tool, .. } = &criterion.test {
            @if asked.standing == Standing::Open { span.do { a.btn.small href={ (own) "/tools/" (tool) "/uses/new" } data-turbo-frame="dialog" { (texts.say("criterion-fill-in")) } } }
        } @else if let Test::ContactRole { role } = &criterion.test {
            @if asked.standing == Standing::Open && visit.actor.sees_all() { span.do { a.btn.small href={ (own) "/buyers/new?role=" (role) } data-turbo-frame="dialog" { (texts.say("criterion-fill-in")) } } }
        } @else if matches!(criterion.test, Test::Checklist { .. }) {
            div.form { div.cluster { @for item in criterion.test.items() { (tick(visit, page, asked, item, check(guidance, asked, item).is_some())) } } }
        } @else if asked.standing == Standing::Met {
            span.do { (tick(visit, page, asked, "", true)) }
        } @else if criterion.wants_evidence() {
            div.form { details.source {
                summary { (texts.say("criterion-holds")) "…" span.aloud { " " (criterion.text) } }
                div.source-body.stack.tight {
                    (evidence(visit, page.deal.number, asked, &CheckDraft::default(), &Problems::default()))
                    p { a.btn.small href=(files::showing(page.deal.number, &criterion.key)) data-turbo-frame="dialog" { (texts.say("file-attach")) span.aloud { " " (criterion.text) } } }
                }
            } }
        } @else {
            span.do { (tick(visit, page, asked, "", false)) }
        }
    }
}

/// A button that says that something holds, or that it does not after all.
fn tick(visit: &Visit, page: &DealPage, asked: &Asked, item: &str, held: bool) -> Markup {
    let texts = visit.texts();
    let criterion = &asked.criterion;
    html! {
        form.btn-form action={ (address(page.deal.number)) "/checks/" (criterion.key) "?_method=put" } method="post" {
            input type="hidden" name="item" value=(item);
            input type="hidden" name="holds" value=(if held { "no" } else { "yes" });
            @if item.is_empty() {
                button class=(if held { "btn quiet small" } else { "btn small" }) {
                    (texts.say(if held { "criterion-undo" } else { "criterion-holds" })) span.aloud { " " (criterion.text) }
                }
            } @else {
                button.btn.small aria-pressed=(held) { @if held { (icon_small("check")) } (item) }
            }
        }
    }
}

/// The form for what shows that something holds.
pub(super) fn evidence(visit: &Visit, number: i64, asked: &Asked, typed: &CheckDraft, problems: &Problems) -> Markup {
    let (texts, criterion) = (visit.texts(), &asked.criterion);
    let label = if criterion.test == Test::Link { "criterion-link" } else { "criterion-evidence" };
    let id = format!("evidence-{}", criterion.key);
    html! {
        form.inline-form action={ (address(number)) "/checks/" (criterion.key) "?_method=put" } method="post" {
            input type="hidden" name="item" value=(typed.item);
            div.field {
                label for=(id) { (texts.say(label)) span.aloud { " " (criterion.text) } }
                input id=(id) name="evidence" value=(typed.evidence) autocomplete="off" aria-invalid=[problems.on("evidence").map(|_| "true")];
                @if let Some(problem) = texts.on(problems, "evidence") { p.problem { (problem) } }
            }
            button.btn { (texts.say("criterion-holds")) span.aloud { " " (criterion.text) } }
        }
    }
}

/// A question with its answer, or the form for one.
fn question(visit: &Visit, page: &DealPage, guidance: &Guidance, field: &AskedField) -> Markup {
    let typed = answer(guidance, &field.key).map_or("", |said| said.words.as_str());
    html! {
        @if page.may_change && !page.deal.discarded { (answering(visit, page.deal.number, (field, typed), typed, &Problems::default())) }
        @else { p { b { (field.label) } ": " (typed) } }
    }
}

/// The form for the answer to a question that has this answer now.
pub(super) fn answering(
    visit: &Visit,
    number: i64,
    (field, now): (&AskedField, &str),
    typed: &str,
    problems: &Problems,
) -> Markup {
    let texts = visit.texts();
    let id = format!("field-{}", field.key);
    let kind = if field.kind == FieldType::Date { "date" } else { "text" };
    html! {
        form.inline-form action={ (address(number)) "/fields/" (field.key) "?_method=put" } method="post" {
            input type="hidden" name="shown" value=(now);
            div.field {
                label for=(id) { (field.label) }
                @if field.kind == FieldType::Choice {
                    select id=(id) name="answer" {
                        option value="" { (texts.say("field-unknown")) }
                        @for option in &field.options { option value=(option) selected[option == typed] { (option) } }
                    }
                } @else {
                    input id=(id) name="answer" type=(kind) value=(typed) autocomplete="off" inputmode=[(field.kind == FieldType::Number).then_some("decimal")]
                        aria-invalid=[problems.on("answer").map(|_| "true")];
                }
                @if let Some(problem) = texts.on(problems, "answer") { p.problem { (problem) } }
            }
            button.btn { (texts.say("settings-save")) span.aloud { " " (field.label) } }
        }
    }
}

/// A deal that the actor may change, and what its process asks.
pub(super) fn of_deal(scene: &mut Scene<'_>, number: i64) -> domain::Result<(Around, Deal, Guidance)> {
    let deal = to_change(scene, number)?;
    let stages = deal.stages(scene)?;
    let guidance = deal.guidance(scene, &stages)?.ok_or(Error::NotFound)?;
    Ok((Around::read(scene)?, deal, guidance))
}
