//! The page of one tool: what it says, where it is offered, what followed, what variants there are.

use std::collections::BTreeMap;

use domain::{Around, Deal, Filled, Followed, Problems, Result, Scene, Tool, ToolId, ToolKind, ToolPlace};
use http::Visit;
use maud::{Markup, html};

use super::{address, content, followed, kind_name};
use crate::layout::{Head, Page, Spot};
use crate::parts::{button_form, full, problem_list};

/// Everything that the page shows, read in one moment.
pub(super) struct Seen {
    around: Around,
    pub(super) tool: Tool,
    pub(super) family: Vec<Tool>,
    pub(super) followed: BTreeMap<ToolId, Followed>,
    /// Where it is offered: the stage, and the words of the criterion.
    places: Vec<(String, String)>,
    /// The template as a deal fills it.
    preview: Option<(Deal, Filled)>,
}

impl Seen {
    pub(super) fn read(scene: &mut Scene<'_>, number: i64, preview: Option<(Deal, Filled)>) -> Result<Self> {
        let tool = Tool::numbered(scene, number)?;
        let family = tool.family(scene)?;
        let offered = tool.places(scene)?;
        let all = if offered.is_empty() { Vec::new() } else { ToolPlace::all(scene)? };
        let named = |place: &ToolPlace| {
            let known = all.iter().find(|(known, ..)| known == place);
            known.map_or_else(|| (place.text(), String::new()), |(_, stage, text)| (stage.clone(), text.clone()))
        };
        Ok(Self {
            around: Around::read(scene)?,
            followed: Tool::followed(scene, if family.is_empty() { std::slice::from_ref(&tool) } else { &family })?,
            family,
            places: offered.iter().map(named).collect(),
            preview,
            tool,
        })
    }

    pub(super) fn page(&self, visit: &Visit, typed: &str) -> Page {
        Page::new(visit, &self.around, &self.head(), &self.body(visit, typed, &Problems::default()))
    }

    /// The same, with what stood in the way.
    pub(super) fn refused(&self, visit: &Visit, problems: &Problems) -> Page {
        Page::refused(visit, &self.around, &self.head(), &self.body(visit, "", problems))
    }

    fn head(&self) -> Head {
        Head::new(&self.tool.title, Spot::Playbook, format!("tool:{} playbook", self.tool.id.text()))
    }

    fn body(&self, visit: &Visit, typed: &str, problems: &Problems) -> Markup {
        html! {
            (self.title(visit))
            (problem_list(visit.texts(), problems))
            div.split {
                div.stack { (self.says(visit)) (self.preview(visit, typed)) (followed::variants(visit, self)) }
                div.stack { (self.facts(visit)) (followed::card(visit, self)) }
            }
        }
    }

    fn title(&self, visit: &Visit) -> Markup {
        let (texts, tool) = (visit.texts(), &self.tool);
        let own = address(tool.number);
        html! {
            header.page-head {
                div {
                    ol.crumbs { li { a href="/tools" { (texts.say("tools-title")) } } li { (texts.say(kind_name(tool.kind()))) } }
                    h1 { (tool.title) }
                    @if tool.discarded { p { span.chip.behind { (texts.say("tool-gone")) } } }
                }
                div.actions {
                    @if tool.discarded && tool.is_kept_by(&visit.actor) { (button_form(&format!("{own}/restoration"), "btn primary", &html! { (texts.say("tool-restore")) })) }
                    @if !tool.discarded && !visit.actor.read_only {
                        a.btn href={ "/tools/new?variant_of=" (tool.number) } data-turbo-frame="dialog" { (texts.say("tool-make-variant")) }
                    }
                    @if !tool.discarded && tool.is_kept_by(&visit.actor) {
                        a.btn href={ (own) "/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) }
                        (button_form(&format!("{own}?_method=delete"), "btn danger", &html! { (texts.say("tool-discard")) }))
                    }
                }
            }
        }
    }

    fn says(&self, visit: &Visit) -> Markup {
        let title = visit.texts().say(kind_name(self.tool.kind()));
        html! {
            section.card aria-labelledby="says-title" {
                header { h2 id="says-title" { (title) } }
                (content::says(visit, &self.tool.content))
            }
        }
    }

    /// A template as a real deal fills it.
    fn preview(&self, visit: &Visit, typed: &str) -> Markup {
        let texts = visit.texts();
        if self.tool.kind() != ToolKind::Template {
            return html! {};
        }
        html! {
            section.card aria-labelledby="preview-title" {
                header { h2 id="preview-title" { (texts.say("tool-preview")) } }
                form.inline-form action=(address(self.tool.number)) method="get" data-turbo-action="replace" {
                    div.field { label for="preview-deal" { (texts.say("tool-preview-deal")) } input id="preview-deal" name="deal" inputmode="numeric" value=(typed) autocomplete="off"; }
                    button.btn { (texts.say("tool-preview-do")) }
                }
                @match &self.preview {
                    Some((deal, filled)) => {
                        p.quiet { a.link href={ "/deals/" (deal.number) } { (deal.title) } }
                        @if !filled.missing.is_empty() { p.problem { (texts.fill("problem-template-unfilled", &[("names", filled.missing.join(", ").into())])) } }
                        dl.facts { dt { (texts.say("tool-subject")) } dd { (filled.subject) } }
                        div.letter { (filled.body) }
                    },
                    None if !typed.trim().is_empty() => p.problem { (texts.say("tool-preview-none")) },
                    None => {},
                }
            }
        }
    }

    fn facts(&self, visit: &Visit) -> Markup {
        let (texts, tool) = (visit.texts(), &self.tool);
        let (number, name) = &tool.owner_name;
        let today = domain::day_of(visit.stage.now(), &visit.actor.workspace.zone());
        html! {
            section.card aria-labelledby="facts-title" {
                header { h2 id="facts-title" { (texts.say("facts-title")) } }
                dl.facts {
                    dt { (texts.say("tool-owner")) } dd { a.link href={ "/people/" (number) } { (name) } }
                    @if let Some(day) = tool.review_on {
                        dt { (texts.say("tool-review")) }
                        dd { (full(day, texts)) @if day < today { " " span.chip.behind { (texts.say("tool-review-due")) } } }
                    }
                    dt { (texts.say("tool-offered")) }
                    dd {
                        @if self.places.is_empty() { (texts.say("tool-nowhere")) }
                        @for (place, (stage, criterion)) in self.places.iter().enumerate() {
                            @if place > 0 { br; }
                            (stage) @if !criterion.is_empty() { ": " (criterion) }
                        }
                    }
                }
            }
        }
    }
}
