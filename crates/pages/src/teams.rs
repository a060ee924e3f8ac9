//! The team: what it has to land together, each of its people side by side, who asks for help, what is
//! stuck. People stand by name; nothing ranks them.

mod cards;
pub(crate) mod mine;
pub(crate) mod targets;

use axum::extract::{Path, Query};
use domain::figures::forecast::Question;
use domain::figures::{AcrossLine, TeamDay, Whose};
use domain::{Around, Result, Team};
use http::Visit;
use maud::html;

pub(crate) use self::cards::TeamCards;
use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::today::asked::{Asked, Sight};
use crate::today::greeting;
use crate::today::outlook::{Begun, Said};

/// Everything that the page shows, at one moment.
pub(crate) struct Seen {
    around: Around,
    day: TeamDay,
    requests: Vec<AcrossLine>,
    said: Option<Said>,
}

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let sight = asked.sight(&visit, format!("/teams/{number}"));
    let seen = look(&visit, number, &sight).await?;
    let team = &seen.day.drawn.party;
    let topics =
        format!("team:{} deals across people", team.team.as_ref().map_or(String::new(), |team| team.id.text()));
    let head = Head::new(team.name.clone(), Spot::Team, topics);
    let cards = TeamCards { visit: &visit, sight: &sight, day: &seen.day, requests: &seen.requests };
    let body = html! {
        @if sight.is_past() { (greeting::past(&visit, &sight)) }
        (cards.head())
        (cards.whole(seen.said.as_ref()))
    };
    Ok(Page::new(&visit, &seen.around, &head, &body))
}

async fn look(visit: &Visit, number: i64, sight: &Sight) -> Result<Seen> {
    let (kind, as_of) = (sight.kind, sight.as_of);
    let (around, day, requests, begun) = visit
        .look(move |scene| {
            let team = Team::numbered(scene, number)?;
            let day = domain::figures::team(scene, team.id, as_of, kind)?;
            let question = if day.fresh {
                None
            } else {
                Some(Question::read(scene, Whose::Team(team.id), day.drawn.burndown.period, as_of)?)
            };
            let begun = Begun { kept: day.kept.clone(), question };
            let requests = if as_of == scene.today() { domain::figures::requests(scene, team.id)? } else { Vec::new() };
            Ok((Around::read(scene)?, day, requests, begun))
        })
        .await?;
    let said = Some(Said::of(visit, begun).await?);
    Ok(Seen { around, day, requests, said })
}
