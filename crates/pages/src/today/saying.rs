//! What the figures mean, in sentences.

use domain::figures::Drawn;
use http::Texts;
use maud::{Markup, html};
use measures::Money;
use measures::burndown::{Burndown, Standing};

/// The gap as a chip: amber behind, blue ahead, nothing where there is no pace.
pub(crate) fn gap_chip(drawn: &Drawn, texts: Texts) -> Markup {
    let burndown = &drawn.burndown;
    let gap = Money::new(burndown.gap.unwrap_or(0).saturating_abs(), drawn.currency);
    let said = |id| texts.fill(id, &[("amount", gap.short().into())]);
    html! {
        @match burndown.standing {
            Standing::Behind => span.chip.behind title=(gap.exact()) { (said("today-chip-behind")) },
            Standing::Ahead => span.chip.ahead title=(gap.exact()) { (said("today-chip-ahead")) },
            Standing::OnPace => span.chip.brand { (texts.say("today-chip-on-pace")) },
            Standing::NoLine | Standing::NoTarget => {},
        }
    }
}

/// The gap in money and in working days.
pub(crate) fn gap(drawn: &Drawn, texts: Texts) -> Option<String> {
    let burndown = &drawn.burndown;
    let id = match burndown.standing {
        Standing::Behind => "today-gap-behind",
        Standing::Ahead => "today-gap-ahead",
        Standing::OnPace => "today-gap-on-pace",
        Standing::NoLine => "today-gap-no-line",
        Standing::NoTarget => return None,
    };
    let amount = Money::new(burndown.gap.unwrap_or(0).saturating_abs(), drawn.currency);
    let days = burndown.gap_in_working_days.unwrap_or(0.0).abs();
    let gone = burndown.working_days_gone.to_string();
    Some(
        texts.fill(
            id,
            &[("amount", amount.exact().into()), ("days", format!("{days:.1}").into()), ("gone", gone.into())],
        ),
    )
}

/// What it takes a working day from here, and what it was so far.
pub(crate) fn run_rate(drawn: &Drawn, texts: Texts) -> Option<String> {
    let burndown = &drawn.burndown;
    let money = |minor| Money::new(minor, drawn.currency).short();
    let left = burndown.working_days_left.to_string();
    match (burndown.run_rate.needed, burndown.run_rate.achieved) {
        (Some(needed), Some(achieved)) if needed > 0 => Some(texts.fill(
            "today-run-rate",
            &[("needed", money(needed).into()), ("achieved", money(achieved).into()), ("left", left.into())],
        )),
        (Some(needed), None) if needed > 0 => {
            Some(texts.fill("today-run-rate-first", &[("needed", money(needed).into()), ("left", left.into())]))
        }
        _ => None,
    }
}

/// Wins whose money waits for a rate.
pub(crate) fn not_converted(drawn: &Drawn, texts: Texts) -> Option<String> {
    let count = drawn.source.unconverted().count();
    (count > 0).then(|| texts.fill("today-not-converted", &[("count", count.into())]))
}

/// The finding in one sentence, for those who do not see the picture.
pub(crate) fn finding(drawn: &Drawn, texts: Texts) -> String {
    let money = |minor| Money::new(minor, drawn.currency).exact();
    let burndown = &drawn.burndown;
    let Some((target, remaining)) = burndown.target.zip(burndown.remaining) else {
        return texts.fill("chart-finding-won", &[("won", money(burndown.credited).into())]);
    };
    let said = texts.fill("chart-finding", &[("remaining", money(remaining).into()), ("target", money(target).into())]);
    match gap(drawn, texts) {
        Some(gap) => format!("{said} {gap}"),
        None => said,
    }
}

/// How far the period has come: `working day 15 of 20`, or that it is a day off.
pub(crate) fn working_day(burndown: &Burndown, texts: Texts) -> String {
    let today = burndown.days.iter().find(|day| day.date == burndown.as_of);
    let of = burndown.working_days.to_string();
    match today {
        Some(day) if day.weight.halves() > 0 => {
            let number = (day.gone.halves() + 1) / 2;
            texts.fill("today-working-day", &[("day", number.into()), ("of", of.into())])
        }
        Some(day) => texts.fill("today-day-off", &[("gone", day.gone.to_string().into()), ("of", of.into())]),
        None => texts.fill("today-period-over", &[("of", of.into())]),
    }
}
