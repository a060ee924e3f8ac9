//! All tools of the playbook.

use axum::extract::Query;
use domain::{Around, Tool, ToolKind, ToolLine, fold};
use http::{Texts, Visit};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{address, kind_name};
use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::parts::{empty_mark, spoken};

/// Which tools.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Words of the title.
    #[serde(default)]
    q: String,
    /// The name of a kind.
    #[serde(default)]
    kind: String,
}

pub(crate) async fn index(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let (around, lines) = visit.look(|scene| Ok((Around::read(scene)?, Tool::all(scene)?))).await?;
    let head = Head::new(visit.texts().say("tools-title"), Spot::Playbook, "playbook");
    Ok(Page::new(&visit, &around, &head, &body(&visit, &asked, &lines)))
}

fn body(visit: &Visit, asked: &Asked, lines: &[ToolLine]) -> Markup {
    let texts = visit.texts();
    let words = fold(&asked.q);
    let wanted = |line: &&ToolLine| {
        let kind = asked.kind.is_empty() || line.tool.kind().name() == asked.kind;
        kind && (words.is_empty() || fold(&line.tool.title).contains(&words))
    };
    let shown: Vec<&ToolLine> = lines.iter().filter(wanted).collect();
    html! {
        header.page-head {
            div { h1 { (texts.say("tools-title")) } p.quiet { (texts.say("tools-say")) } }
            @if !visit.actor.read_only { div.actions { a.btn.primary href="/tools/new" data-turbo-frame="dialog" { (texts.say("tools-new")) } } }
        }
        @if !lines.is_empty() { (filter(texts, asked)) }
        @if shown.is_empty() { (nothing(texts, lines.is_empty())) }
        @for kind in ToolKind::ALL { (of_kind(visit, kind, &shown)) }
    }
}

fn filter(texts: Texts, asked: &Asked) -> Markup {
    html! {
        form.filter action="/tools" method="get" data-turbo-action="replace" data-controller="auto-submit"
            data-action="input->auto-submit#soon change->auto-submit#now" aria-label=(texts.say("tools-find")) {
            div.field {
                label.aloud for="tools-q" { (texts.say("tools-find")) }
                input id="tools-q" type="search" name="q" value=(asked.q) placeholder=(texts.say("tools-find"));
            }
            div.field {
                label.aloud for="tools-kind" { (texts.say("tool-kind")) }
                select id="tools-kind" name="kind" {
                    option value="" { (texts.say("tools-every-kind")) }
                    @for kind in ToolKind::ALL { option value=(kind.name()) selected[kind.name() == asked.kind] { (texts.say(kind_name(kind))) } }
                }
            }
            noscript { button.btn { (texts.say("search-do")) } }
        }
    }
}

fn nothing(texts: Texts, empty: bool) -> Markup {
    html! {
        section.card aria-label=(texts.say("tools-title")) {
            div.empty {
                (empty_mark())
                @if empty {
                    p { (texts.say("tools-none")) }
                    a.btn.primary href="/tools/new" data-turbo-frame="dialog" { (texts.say("tools-new")) }
                } @else {
                    p { (texts.say("tools-not-found")) }
                    a.btn href="/tools" { (texts.say("filter-clear")) }
                }
            }
        }
    }
}

fn of_kind(visit: &Visit, kind: ToolKind, shown: &[&ToolLine]) -> Markup {
    let texts = visit.texts();
    let own: Vec<_> = shown.iter().filter(|line| line.tool.kind() == kind).collect();
    let title = format!("{}-title", kind.name());
    let today = domain::day_of(visit.stage.now(), &visit.actor.workspace.zone());
    html! {
        @if !own.is_empty() {
            section.card.flush aria-labelledby=(title) {
                header {
                    h2 id=(title) { (texts.say(several(kind))) }
                    @if kind.is_training() { small { (texts.say("tool-training")) } }
                }
                ul.rows.links { @for line in own { (row(texts, line, today)) } }
            }
        }
    }
}

fn several(kind: ToolKind) -> &'static str {
    match kind {
        ToolKind::Template => "tools-of-template",
        ToolKind::CaseStudy => "tools-of-case-study",
        ToolKind::Matrix => "tools-of-matrix",
        ToolKind::Rubric => "tools-of-rubric",
        ToolKind::Play => "tools-of-play",
        ToolKind::Script => "tools-of-script",
    }
}

fn row(texts: Texts, line: &ToolLine, today: Date) -> Markup {
    let tool = &line.tool;
    let used = [("uses", line.uses.into()), ("won", line.won.into())];
    html! {
        li id={ "tool-" (tool.number) } {
            a href=(address(tool.number)) {
                span.title { (tool.title) }
                small {
                    (tool.owner_name.1) " · "
                    @match line.last_used_on {
                        Some(day) => { (texts.fill("tool-used", &used)) " · " (texts.fill("tool-used-last", &[("day", spoken(day, today, texts).into())])) },
                        None => (texts.say("tool-unused")),
                    }
                    @if tool.variant_of.is_some() { " · " (texts.say("tool-variant")) }
                    @if tool.review_on.is_some_and(|day| day < today) { " " span.chip.behind { (texts.say("tool-review-due")) } }
                }
            }
        }
    }
}
