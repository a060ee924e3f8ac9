//! How selling really goes: the stages, how long deals stay, the ways they take, where it gets hard.

mod asked;
pub(crate) mod log;
mod outcomes;
mod stages;
mod standing;
mod ways;

use std::collections::HashMap;

use axum::extract::RawQuery;
use domain::figures::insight::{Insight, may_look};
use domain::{Around, Guides, Process, Result, Scene, Stage, Team};
use http::{Visit, of_ways};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::parts::{count, full};
use asked::Asked;

/// Everything that the page shows.
struct Seen {
    around: Around,
    asked: Asked,
    processes: Vec<Process>,
    process: Process,
    teams: Vec<Team>,
    /// What the stages of the live version ask.
    guides: Guides,
    /// The names of all stages that ever were, by key.
    names: HashMap<String, String>,
    today: Date,
    insight: Insight,
}

pub(crate) async fn index(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, Failure> {
    let seen = look(&visit, Asked::read(query.as_deref().unwrap_or_default())).await?;
    let texts = visit.texts();
    let outcomes = &seen.insight.outcomes;
    let closed = i64::try_from(outcomes.won + outcomes.lost).unwrap_or(i64::MAX);
    let (from, to) = (full(seen.asked.from(seen.today), texts), full(seen.asked.to(seen.today), texts));
    let given = [
        ("process", seen.process.name.as_str().into()),
        ("from", from.as_str().into()),
        ("to", to.as_str().into()),
        ("count", closed.into()),
        ("deals", count(closed).into()),
    ];
    let body = html! {
        header.page-head { div { h1 { (texts.say("insight-title")) } p.quiet { (texts.fill("insight-about", &given)) } } }
        (asked::form(&visit, &seen))
        (stages::hard(&visit, &seen))
        (stages::funnel(&visit, &seen))
        (stages::stays(&visit, &seen))
        (standing::ages(&visit, &seen))
        (standing::flow(&visit, &seen))
        (standing::held(&visit, &seen))
        (outcomes::outcomes(&visit, &seen))
        (ways::card(&visit, &seen))
        (outcomes::own(&visit, &seen))
    };
    let head = Head::new(texts.say("insight-title"), Spot::Insight, "process");
    Ok(Page::new(&visit, &seen.around, &head, &body))
}

async fn look(visit: &Visit, asked: Asked) -> Result<Seen, Failure> {
    let read = move |scene: &mut Scene<'_>| {
        may_look(scene, None)?;
        let whose = asked.whose(scene)?;
        may_look(scene, whose)?;
        let process = Process::keyed(scene, &asked.process)?;
        let today = scene.today();
        let me = scene.actor.member().map(domain::Id::bytes);
        let wanted = asked.domain(whose, today);
        let insight = of_ways(scene, &process, |ways| ways.insight(&wanted, today, me))?;
        Ok(Seen {
            around: Around::read(scene)?,
            processes: Process::all(scene)?,
            guides: Guides::of(scene, process.id, process.live_version)?,
            process,
            teams: Team::all(scene)?,
            names: Stage::names(scene)?.into_iter().collect(),
            today,
            insight,
            asked: asked.clone(),
        })
    };
    Ok(visit.look_long(read).await?)
}

impl Seen {
    /// The name of a stage that is or was.
    fn name<'n>(&'n self, key: &'n str) -> &'n str {
        self.names.get(key).map_or(key, String::as_str)
    }
}

/// A count in groups of three.
fn number(number: u64) -> String {
    count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Whole per cents.
fn percent(share: f64) -> String {
    format!("{} %", (share * 100.0).round())
}

/// A share, or that there is none yet.
fn share(share: Option<f64>) -> Markup {
    html! { @match share { Some(share) => (percent(share)), None => { span.quiet { "–" } } } }
}
