//! Which deals, and when: all of it in the address.

use domain::figures::Whose;
use domain::figures::insight::InsightAsked;
use domain::{Member, Result, Scene, Team};
use form_urlencoded::{Serializer, parse};
use http::Visit;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::Seen;

/// What somebody wants to see.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    /// The key of the process; empty: the standard one.
    pub(super) process: String,
    /// `mine`, `team-3`, `person-4`, or everybody's.
    whose: String,
    from: Option<Date>,
    to: Option<Date>,
    /// Ways of open deals count, too, as far as they have come.
    open: bool,
}

impl Asked {
    /// Reads the query of an address; what is unknown counts as not said.
    pub(super) fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in parse(query.as_bytes()) {
            let value = value.trim();
            match &*name {
                "process" => value.clone_into(&mut asked.process),
                "whose" => value.clone_into(&mut asked.whose),
                "from" => asked.from = value.parse().ok(),
                "to" => asked.to = value.parse().ok(),
                "open" => asked.open = value == "yes",
                _ => {}
            }
        }
        asked
    }

    /// The first day: a year ago unless said.
    pub(super) fn from(&self, today: Date) -> Date {
        self.from.unwrap_or_else(|| today.saturating_sub(364.days())).min(self.to(today))
    }

    /// The last day: today unless said.
    pub(super) fn to(&self, today: Date) -> Date {
        self.to.unwrap_or(today)
    }

    pub(super) fn whose(&self, scene: &mut Scene<'_>) -> Result<Option<Whose>> {
        if self.whose == "mine" {
            return Ok(scene.actor.member().map(Whose::Member));
        }
        let number = |prefix: &str| self.whose.strip_prefix(prefix).and_then(|number| number.parse::<i64>().ok());
        if let Some(number) = number("team-") {
            let teams = Team::all(scene)?;
            return Ok(teams.into_iter().find(|team| team.number == number).map(|team| Whose::Team(team.id)));
        }
        match number("person-") {
            Some(number) => Ok(Some(Whose::Member(Member::numbered(scene, number)?.id))),
            None => Ok(None),
        }
    }

    pub(super) fn domain(&self, whose: Option<Whose>, today: Date) -> InsightAsked {
        InsightAsked { whose, from: self.from(today), to: self.to(today), open: self.open }
    }

    /// The query of an address that leads here.
    pub(super) fn query(&self, today: Date) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("process", &self.process).append_pair("whose", &self.whose);
        query.append_pair("from", &self.from(today).to_string()).append_pair("to", &self.to(today).to_string());
        query.finish()
    }
}

/// The form that asks for something else.
pub(super) fn form(visit: &Visit, seen: &Seen) -> Markup {
    let (texts, asked) = (visit.texts(), &seen.asked);
    let option = |value: &str, text: &str| html! { option value=(value) selected[asked.whose == value] { (text) } };
    html! {
        form.inline-form action="/insights" method="get" {
            @if seen.processes.len() > 1 {
                div.field {
                    label for="process" { (texts.say("proposal-process")) }
                    select id="process" name="process" {
                        @for process in &seen.processes { option value=(process.key) selected[process.id == seen.process.id] { (process.name) } }
                    }
                }
            }
            div.field {
                label for="whose" { (texts.say("insight-whose")) }
                select id="whose" name="whose" {
                    (option("", texts.say("insight-all")))
                    (option("mine", texts.say("insight-mine")))
                    @for team in &seen.teams { (option(&format!("team-{}", team.number), &team.name)) }
                }
            }
            div.field { label for="from" { (texts.say("insight-from")) } input id="from" name="from" type="date" value=(asked.from(seen.today)); }
            div.field { label for="to" { (texts.say("insight-to")) } input id="to" name="to" type="date" value=(asked.to(seen.today)); }
            div.field {
                label for="open" { (texts.say("insight-ways-of")) }
                select id="open" name="open" {
                    option value="" { (texts.say("insight-closed")) }
                    option value="yes" selected[asked.open] { (texts.say("insight-open-too")) }
                }
            }
            button.btn { (texts.say("insight-show")) }
        }
    }
}
