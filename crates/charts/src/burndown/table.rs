//! The numbers of a burndown, for those who do not see it and for copying.

use maud::{Markup, html};
use measures::burndown::Day;
use measures::{Money, WorkingDays};

use super::{BurndownChart, has_target};

/// A row for every working day, and for a day off on which something happened: date, working day,
/// pace, what remains, what happened. Goes below the chart, in a `<details>`.
#[must_use]
pub fn burndown_table(chart: &BurndownChart<'_>) -> Markup {
    let shown = |day: &&Day| day.weight > WorkingDays::NONE || !happened(chart, day, Money::exact).is_empty();
    let columns = columns(chart);
    html! {
        div class="table-wrap" tabindex="0" {
            table class="table data" {
                caption { (chart.title) }
                thead { tr {
                    @for (index, name) in columns.iter().enumerate() {
                        th scope="col" class=[(1..4).contains(&index).then_some("num")] { (name) }
                    }
                } }
                tbody { @for day in chart.burndown.days.iter().filter(shown) { (row(chart, day)) } }
            }
        }
    }
}

fn columns(chart: &BurndownChart<'_>) -> [&'static str; 5] {
    let mut columns = chart.words.columns;
    if !has_target(chart.burndown) {
        columns[3] = chart.words.won;
    }
    columns
}

fn row(chart: &BurndownChart<'_>, day: &Day) -> Markup {
    let exact = |minor: Option<i64>| minor.map(|minor| Money::new(minor, chart.currency).exact());
    let level = if has_target(chart.burndown) { day.remaining } else { won_by(chart, day) };
    html! {
        tr {
            th scope="row" { time datetime=(day.date) { (chart.words.date(day.date)) } }
            td class="num" {
                @if day.weight > WorkingDays::NONE {
                    (day.gone) " " (chart.words.of) " " (chart.burndown.working_days)
                }
            }
            td class="num" { (exact(day.pace).unwrap_or_default()) }
            td class="num" { (exact(level).unwrap_or_default()) }
            td { (happened(chart, day, Money::exact)) }
        }
    }
}

fn won_by(chart: &BurndownChart<'_>, day: &Day) -> Option<i64> {
    let credits = chart.burndown.credits.iter().filter(|credit| credit.date <= day.date);
    (day.date <= chart.burndown.as_of).then(|| credits.fold(0, |sum: i64, credit| sum.saturating_add(credit.minor)))
}

/// What happened on a day, in words: `Hallmark €18,000.00; Target €160,000.00, two weeks of leave`.
pub(super) fn happened(chart: &BurndownChart<'_>, day: &Day, written: fn(&Money) -> String) -> String {
    let amount = |minor| written(&Money::new(minor, chart.currency));
    let steps = chart.burndown.steps.iter().filter(|step| step.date == day.date);
    let steps = steps.map(|step| {
        let reason = if step.reason.is_empty() { String::new() } else { format!(", {}", step.reason) };
        format!("{} {}{reason}", chart.words.target, amount(step.amount))
    });
    let credits = chart.burndown.credits.iter().filter(|credit| credit.date == day.date);
    let credits = credits.map(|credit| format!("{} {}", credit.label, amount(credit.minor)));
    steps.chain(credits).collect::<Vec<_>>().join("; ")
}
