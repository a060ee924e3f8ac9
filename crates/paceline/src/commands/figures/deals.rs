use domain::figures::{self, DealFigures, DealsAsked};
use domain::{MemberId, TeamId};
use serde_json::{Value, json};

use super::{FiguresArgs, line, money, team_called};
use crate::commands::people::person;
use crate::exit::Stop;
use crate::house::House;

/// Prints how many deals were won, lost and are open, what they were worth, and how long they took.
pub(super) fn print(house: &House, args: &FiguresArgs) -> Result<(), Stop> {
    let asked = args.clone();
    let found = house.look(&house.workspace()?, move |scene| {
        let member: Option<MemberId> =
            asked.person.as_deref().map(|who| person(scene, who)).transpose()?.map(|who| who.id);
        let team: Option<TeamId> =
            asked.team.as_deref().map(|team| team_called(scene, team)).transpose()?.map(|team| team.id);
        let period = asked.period.as_ref().map(|_| asked.period(scene)).transpose()?;
        let from = asked.from.or(period.map(|period| period.starts_on));
        let to = asked.to.or(period.map(|period| period.ends_on));
        figures::deals(scene, &DealsAsked { person: member, team, from, to, as_of: asked.as_of })
    })?;
    if args.json {
        println!("{}", as_json(&found));
        return Ok(());
    }
    let days = |days: Option<i64>| days.map_or_else(|| "-".to_owned(), |days| days.to_string());
    line("won", found.won);
    line("lost", found.lost);
    line("open", found.open);
    line("won_value", found.won_value.decimal() + " " + found.won_value.currency.code());
    line("median_days_won", days(found.median_days_won));
    line("median_days_lost", days(found.median_days_lost));
    for (quarter, won) in &found.quarters {
        line(&quarter.label(), won.decimal());
    }
    Ok(())
}

fn as_json(found: &DealFigures) -> Value {
    let quarters = found.quarters.iter().map(|(quarter, won)| {
        json!({
            "starts_on": quarter.starts_on.to_string(),
            "ends_on": quarter.ends_on.to_string(),
            "won_value": money(won.minor, won.currency),
        })
    });
    json!({
        "won": found.won,
        "lost": found.lost,
        "open": found.open,
        "won_value": money(found.won_value.minor, found.won_value.currency),
        "median_days_won": found.median_days_won,
        "median_days_lost": found.median_days_lost,
        "quarters": quarters.collect::<Vec<_>>(),
        "as_of": found.end.to_string(),
    })
}
