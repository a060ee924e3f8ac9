use domain::figures::{self, Drawn};
use measures::Money;
use measures::burndown::Standing;
use serde_json::{Value, json};

use super::{FiguresArgs, line, maybe_money, money};
use crate::exit::Stop;
use crate::house::House;

/// Prints a burndown as Today shows it.
pub(super) fn print(house: &House, args: &FiguresArgs) -> Result<(), Stop> {
    let asked = args.clone();
    let drawn = house.look(&house.workspace()?, move |scene| {
        let (whose, period, as_of) = (asked.whose(scene)?, asked.period(scene)?, asked.as_of(scene));
        let target = asked.target(scene.actor.workspace.currency)?;
        figures::burndown(scene, whose, period, as_of, target)
    })?;
    if args.json {
        println!("{}", as_json(&drawn));
        return Ok(());
    }
    let burndown = &drawn.burndown;
    let said =
        |minor: Option<i64>| minor.map_or_else(|| "-".to_owned(), |minor| Money::new(minor, drawn.currency).decimal());
    line("period", format!("{} to {}", burndown.period.starts_on, burndown.period.ends_on));
    line("as_of", burndown.as_of);
    line("target", said(burndown.target));
    line("credited", said(Some(burndown.credited)));
    line("remaining", said(burndown.remaining));
    line("pace", said(burndown.pace_now));
    line("gap", said(burndown.gap));
    line("standing", standing(burndown.standing));
    line(
        "working_days",
        format!(
            "{} gone, {} left, {} in all",
            burndown.working_days_gone, burndown.working_days_left, burndown.working_days
        ),
    );
    line("needed_per_day", said(burndown.run_rate.needed));
    line("achieved_per_day", said(burndown.run_rate.achieved));
    for day in &burndown.days {
        println!(
            "{}  pace {:>16}  remaining {:>16}  credited {:>16}",
            day.date,
            said(day.pace),
            said(day.remaining),
            said(Some(day.credited))
        );
    }
    Ok(())
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::OnPace => "on pace",
        Standing::Ahead => "ahead",
        Standing::Behind => "behind",
        Standing::NoLine => "no working day",
        Standing::NoTarget => "no target",
    }
}

fn as_json(drawn: &Drawn) -> Value {
    let (burndown, currency) = (&drawn.burndown, drawn.currency);
    let days = burndown.days.iter().map(|day| {
        json!({
            "date": day.date.to_string(),
            "working_days_gone": day.gone.as_days(),
            "pace": maybe_money(day.pace, currency),
            "remaining": maybe_money(day.remaining, currency),
            "credited": money(day.credited, currency),
        })
    });
    let ledger = drawn.source.lines.iter().map(|entry| {
        json!({
            "event": entry.event,
            "effective_on": entry.effective_on.to_string(),
            "kind": entry.kind,
            "deal": entry.deal_number,
            "credit": maybe_money(entry.minor, currency),
        })
    });
    json!({
        "whose": drawn.party.name,
        "period": { "kind": burndown.period.kind.name(), "starts_on": burndown.period.starts_on.to_string(), "ends_on": burndown.period.ends_on.to_string() },
        "as_of": burndown.as_of.to_string(),
        "target": maybe_money(burndown.target, currency),
        "credited": money(burndown.credited, currency),
        "remaining": maybe_money(burndown.remaining, currency),
        "pace": maybe_money(burndown.pace_now, currency),
        "gap": maybe_money(burndown.gap, currency),
        "gap_in_working_days": burndown.gap_in_working_days,
        "standing": standing(burndown.standing),
        "working_days": { "gone": burndown.working_days_gone.as_days(), "left": burndown.working_days_left.as_days(), "all": burndown.working_days.as_days() },
        "run_rate": { "needed": maybe_money(burndown.run_rate.needed, currency), "achieved": maybe_money(burndown.run_rate.achieved, currency) },
        "days": days.collect::<Vec<_>>(),
        "ledger": ledger.collect::<Vec<_>>(),
    })
}
