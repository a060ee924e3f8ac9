//! The tools for the stage where a deal stands, and one of them at work.

use axum::extract::Path;
use domain::{Around, Asked, Deal, DealPage, Filled, Result, Scene, Scored, Tool, ToolKind};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::{Trouble, address, form_page, scores};
use crate::failure::Failure;
use crate::layout::Page;
use crate::tools::{kind_name, says};

/// The card beside a deal; nothing while its stage has no tools.
pub(super) fn card(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    html! {
        @if !page.tools.is_empty() {
            section.card aria-labelledby="tools-title" {
                header {
                    h2 id="tools-title" { (texts.say("deal-tools")) }
                    @if visit.actor.sees_all() { a.more href="/tools" { (texts.say("tools-title")) } }
                }
                ul.rows { @for (tool, criteria) in &page.tools { (row(texts, page, tool, criteria)) } }
            }
        }
    }
}

fn row(texts: Texts, page: &DealPage, tool: &Tool, criteria: &[String]) -> Markup {
    let asked = page.guidance.iter().flat_map(|guidance| &guidance.asked);
    let helps: Vec<&str> =
        asked.filter(|asked| is_for(asked, criteria)).map(|asked| asked.criterion.text.as_str()).collect();
    html! {
        li.step {
            span.what { a href={ (address(page.deal.number)) "/tools/" (tool.number) "/uses/new" } data-turbo-frame="dialog" { (tool.title) } }
            span.why {
                (texts.say(kind_name(tool.kind())))
                @if !helps.is_empty() { " · " (texts.fill("deal-tool-for", &[("criterion", helps.join("; ").into())])) }
            }
        }
    }
}

fn is_for(asked: &Asked, criteria: &[String]) -> bool {
    criteria.contains(&asked.criterion.key)
}

/// A tool at work on a deal.
pub(super) struct At {
    pub(super) around: Around,
    pub(super) deal: Deal,
    tool: Tool,
    may_change: bool,
    filled: Option<Filled>,
    pub(super) scored: Option<Scored>,
}

impl At {
    pub(super) fn read(scene: &mut Scene<'_>, number: i64, tool: i64) -> Result<Self> {
        let deal = Deal::numbered(scene, number)?;
        let tool = Tool::for_deal(scene, &deal, tool)?;
        let filled = if tool.kind() == ToolKind::Template { Some(tool.fill(scene, &deal)?) } else { None };
        let scored = if tool.kind().is_scored() { Some(deal.score_on(scene, tool.clone())?) } else { None };
        let may_change = deal.may_change(scene)? && !deal.discarded;
        Ok(Self { around: Around::read(scene)?, deal, tool, may_change, filled, scored })
    }

    pub(super) fn page(&self, visit: &Visit, trouble: &Trouble) -> Page {
        let own = format!("{}/tools/{}", address(self.deal.number), self.tool.number);
        let body = match (&self.filled, &self.scored) {
            (Some(filled), _) => self.mail(visit, filled, &own),
            (_, Some(scored)) if self.may_change => scores::form(visit, self.deal.number, scored, None, trouble),
            _ => html! { (says(visit, &self.tool.content)) (self.used(visit, &own)) },
        };
        form_page(visit, &self.around, &self.deal, (&self.tool.title, trouble), &body)
    }

    /// The mail, ready to be copied or opened where mails are written; with holes it is neither.
    fn mail(&self, visit: &Visit, filled: &Filled, own: &str) -> Markup {
        let texts = visit.texts();
        let whole = filled.missing.is_empty();
        html! {
            @if !whole {
                div.notice.problem role="alert" { p { (texts.fill("problem-template-unfilled", &[("names", filled.missing.join(", ").into())])) } }
            }
            div.form data-controller="mail" {
                div.field { label for="mail-to" { (texts.say("mail-to")) } input id="mail-to" type="email" value=(filled.to.as_deref().unwrap_or("")) autocomplete="off" data-mail-target="to" data-action="mail#write"; }
                div.field { label for="mail-subject" { (texts.say("tool-subject")) } input id="mail-subject" value=(filled.subject) autocomplete="off" data-mail-target="subject" data-action="mail#write"; }
                div.field { label for="mail-body" { (texts.say("tool-body")) } textarea id="mail-body" rows="12" data-mail-target="body" data-action="mail#write" { (filled.body) } }
                @if whole {
                    // the fields stand outside of the form: the enter key in one of them is no use
                    p.quiet { (texts.say("mail-noted")) }
                    form.form-actions action={ (own) "/uses" } method="post" data-controller="auto-submit" {
                        a.btn.primary href=(mailto(filled)) data-mail-target="link" data-action=[self.may_change.then_some("auto-submit#now")] { (texts.say("mail-open")) }
                        span data-controller="copy" data-copy-from-value="mail-body" data-copy-said-value=(texts.say("mail-copied")) {
                            button.btn type="button" data-copy-target="label" data-action={ "copy#copy" @if self.may_change { " auto-submit#now" } } { (texts.say("mail-copy")) }
                        }
                        @if self.may_change { button.btn.quiet { (texts.say("tool-use")) } }
                    }
                }
            }
        }
    }

    fn used(&self, visit: &Visit, own: &str) -> Markup {
        html! {
            @if self.may_change {
                form.form action={ (own) "/uses" } method="post" {
                    p.quiet { (visit.texts().say("tool-use-say")) }
                    footer { button.btn.primary { (visit.texts().say("tool-use")) } }
                }
            }
        }
    }
}

/// The address that opens a mail program (RFC 6068): line ends are CRLF, and blanks no plus signs.
fn mailto(filled: &Filled) -> String {
    let part = |text: &str| url_escape(&text.replace("\r\n", "\n").replace('\n', "\r\n"));
    let to = filled.to.as_deref().unwrap_or_default();
    format!("mailto:{}?subject={}&body={}", url_escape(to), part(&filled.subject), part(&filled.body))
}

/// Everything but letters, digits and `-._~@` as bytes in hexadecimal.
fn url_escape(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, MAIL).to_string()
}

/// What may stand in a mail address link as it is.
const MAIL: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// Using it, and that somebody did.
pub(crate) mod uses {
    use axum::response::{IntoResponse, Response};
    use http::Said;

    use super::{At, Deal, Failure, Page, Path, Tool, Trouble, Visit, address};
    use crate::layout::to_saying;

    pub(crate) async fn new(visit: Visit, Path((number, tool)): Path<(i64, i64)>) -> Result<Page, Failure> {
        let seen = visit.look(move |scene| At::read(scene, number, tool)).await?;
        Ok(seen.page(&visit, &Trouble::default()))
    }

    pub(crate) async fn create(visit: Visit, Path((number, tool)): Path<(i64, i64)>) -> Result<Response, Failure> {
        let noted = visit.change(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            Tool::for_deal(scene, &deal, tool)?.note_use(scene, &deal)
        });
        match noted.await {
            Ok(()) => Ok(to_saying(&address(number), &Said::text("said-tool-used"))),
            Err(error) => {
                let trouble = Trouble::of(error)?;
                let seen = visit.look(move |scene| At::read(scene, number, tool)).await?;
                Ok(seen.page(&visit, &trouble).into_response())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_opens_with_its_words_as_they_are() {
        let filled = Filled {
            to: Some("ines@acme.example".into()),
            subject: "50 % & more + é".into(),
            body: "Dear Ines,\nyes?".into(),
            missing: Vec::new(),
        };
        let address =
            "mailto:ines@acme.example?subject=50%20%25%20%26%20more%20%2B%20%C3%A9&body=Dear%20Ines%2C%0D%0Ayes%3F";
        assert_eq!(mailto(&filled), address);
    }
}
