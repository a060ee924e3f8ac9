//! How selling really goes.

use domain::figures::Whose;
use domain::figures::insight::{Insight, InsightAsked, Outcomes, may_look};
use domain::{Member, Process, Scene, Team};
use http::of_ways;
use jiff::ToSpan;
use measures::xmr::Range;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::deals::Day;
use crate::failure::Failure;

/// Which deals, and when.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct InsightQuery {
    /// The key of the process; the standard one unless said.
    #[serde(default)]
    process: String,
    /// The number of a team; everybody's deals unless said.
    team: Option<i64>,
    /// The number of a person: one's own, or of a team that one leads.
    member: Option<i64>,
    /// The first day; a year ago unless said.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The last day; today unless said.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// The ways of deals that are still open count, too.
    #[serde(default)]
    open: bool,
}

/// Tells how selling goes: from stage to stage, how long deals stay (Kaplan and Meier), the ways they take and how well
/// those fit the process, and the caller's own rates.
#[utoipa::path(get, path = "/api/v1/insights", tag = "figures", params(InsightQuery),
    responses((status = 200, body = Object)))]
pub(crate) async fn show(caller: Caller, Asked(asked): Asked<InsightQuery>) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            may_look(scene, None)?;
            let whose = whose(scene, &asked)?;
            may_look(scene, whose)?;
            let process = Process::keyed(scene, &asked.process)?;
            let today = scene.today();
            let to = asked.to.as_ref().map_or(today, |day| day.0);
            let from = asked.from.as_ref().map_or_else(|| to.saturating_sub(364.days()), |day| day.0);
            let wanted = InsightAsked { whose, from, to, open: asked.open };
            let me = scene.actor.member().map(domain::Id::bytes);
            let insight = of_ways(scene, &process, |ways| ways.insight(&wanted, today, me))?;
            Ok(Answer::shown(&told(&insight)))
        })
        .await
}

fn whose(scene: &mut Scene<'_>, asked: &InsightQuery) -> domain::Result<Option<Whose>> {
    match (asked.member, asked.team) {
        (Some(number), _) => Ok(Some(Whose::Member(Member::numbered(scene, number)?.id))),
        (None, Some(number)) => {
            let team = Team::all(scene)?.into_iter().find(|team| team.number == number);
            team.map(|team| Some(Whose::Team(team.id))).ok_or(domain::Error::NotFound)
        }
        (None, None) => Ok(None),
    }
}

fn told(insight: &Insight) -> Value {
    let stages = insight.stages.iter().map(|stage| {
        json!({ "stage": stage.stage.key, "entered": stage.entered, "left": stage.left, "advanced": stage.advanced,
            "conversion": stage.conversion(), "median_days": stage.median, "p85_days": stage.p85, "open": stage.open,
            "stuck": stage.stuck_in_all, "stuck_deals": stage.stuck, "overhang_minor": stage.overhang,
            "leaps": stage.leaps, "returns": stage.returns, "ages": stage.ages, "still_there": stage.curve.steps() })
    });
    let ways = insight.ways.iter().map(|way| {
        json!({ "stages": way.stages, "deals": way.deals, "won": way.won, "median_days": way.days,
            "fitness": way.fitness, "some": way.some })
    });
    let deviations = insight.deviations.iter().map(|deviation| {
        json!({ "stage": deviation.stage, "kind": if deviation.skipped { "left_out" } else { "once_more" },
            "deals": deviation.deals })
    });
    let hard = insight
        .hardships
        .iter()
        .map(|hardship| json!({ "stage": hardship.stage.key, "people": hardship.people, "of": hardship.of }));
    let own = insight.own.iter().map(|own| {
        let rate = own.shrunk.map(|rate| json!({ "rate": rate.rate, "low": rate.low, "high": rate.high }));
        json!({ "stage": own.stage.key, "left": own.left, "advanced": own.advanced, "shrunk": rate, "all": own.all,
            "hard": own.is_hard() })
    });
    let range =
        |range: Option<Range>| range.map(|range| json!({ "mean": range.mean, "low": range.low, "high": range.high }));
    let ranges = json!({ "won": range(insight.ranges.won), "lost": range(insight.ranges.lost),
        "win_rate": range(insight.ranges.win_rate) });
    let flow = insight
        .flow
        .iter()
        .map(|day| json!({ "day": day.day.to_string(), "closed": day.closed, "standing": day.standing }));
    let held = insight
        .held
        .iter()
        .map(|(key, held)| json!({ "criterion": key, "met": held.met, "gaps": held.gaps, "waived": held.waived }));
    json!({ "stages": stages.collect::<Vec<_>>(), "ranges": ranges, "flow": flow.collect::<Vec<_>>(),
        "criteria": held.collect::<Vec<_>>(), "outcomes": outcomes(&insight.outcomes),
        "before": outcomes(&insight.before), "ways": ways.collect::<Vec<_>>(), "ways_in_all": insight.ways_in_all,
        "fitness": insight.fitness, "deviations": deviations.collect::<Vec<_>>(),
        "hardships": hard.collect::<Vec<_>>(), "own": own.collect::<Vec<_>>() })
}

fn outcomes(outcomes: &Outcomes) -> Value {
    json!({ "open": outcomes.open, "won": outcomes.won, "lost": outcomes.lost, "win_rate": outcomes.win_rate(),
        "average_won_minor": outcomes.average_won, "median_cycle_days": outcomes.cycle,
        "velocity_minor_per_day": outcomes.velocity(), "pushed_three_times": outcomes.pushed,
        "reasons": outcomes.reasons.iter().map(|(reason, deals)| json!({ "reason": reason, "deals": deals }))
            .collect::<Vec<_>>() })
}
