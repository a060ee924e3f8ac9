use domain::figures::Whose;
use domain::{Place, Problems, Target, Team};
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::{Currency, Money, Period};

use super::Seen;
use crate::form::value;
use crate::parts::{Field, month, person, problem_list};

/// A line of the grid: the team or one of its people.
#[derive(Debug, Clone)]
pub(super) struct Row {
    whose: Whose,
    name: String,
    number: i64,
}

/// One target in the grid.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) whose: Whose,
    pub(super) month: Period,
    subject: String,
}

impl Row {
    pub(super) fn team(team: &Team) -> Self {
        Self { whose: Whose::Team(team.id), name: team.name.clone(), number: team.number }
    }

    pub(super) fn person(place: &Place) -> Self {
        Self { whose: Whose::Member(place.member), name: place.name.clone(), number: place.number }
    }

    fn is_team(&self) -> bool {
        matches!(self.whose, Whose::Team(_))
    }

    fn cell(&self, month: Period) -> Cell {
        let subject = if self.is_team() { "team".to_owned() } else { self.number.to_string() };
        Cell { whose: self.whose, month, subject }
    }
}

impl Cell {
    /// The name of its field, and its id on the page.
    pub(super) fn field(&self) -> String {
        format!("t-{}-{}", self.subject, self.month.starts_on.strftime("%Y-%m"))
    }

    /// What is set, in minor units.
    fn known(&self, targets: &[Target]) -> Option<i64> {
        let same = |target: &&Target| target.whose == self.whose && target.period == self.month;
        targets.iter().find(same).map(Target::minor)
    }

    /// Whether what was typed says what is known already.
    pub(super) fn is_same(&self, typed: &str, targets: &[Target], currency: Currency) -> bool {
        let known = self.known(targets);
        match typed.trim() {
            "" => known.is_none(),
            typed => Money::typed(typed, currency).is_ok_and(|money| Some(money.minor) == known),
        }
    }
}

/// Every cell of the grid.
pub(super) fn cells(rows: &[Row], year: Period) -> impl Iterator<Item = Cell> {
    rows.iter().flat_map(move |row| year.months().map(|month| row.cell(month)))
}

/// The card with the grid; fields for those who may set targets, figures for the others.
pub(super) fn card(visit: &Visit, seen: &Seen, typed: &[(String, String)], problems: &Problems) -> Markup {
    let texts = visit.texts();
    let name = seen.year.fiscal_label(visit.actor.workspace.fiscal_start_month);
    let (action, may) = (
        format!("/teams/{}/targets?_method=put&year={}", seen.team.number, seen.year.ends_on.year()),
        seen.may_set(visit),
    );
    html! {
        section.card.flush aria-labelledby="targets-title" {
            header {
                h2 id="targets-title" { (name) }
                (years(texts, seen))
                @if may { span.quiet { (texts.say("targets-paste")) } }
            }
            form.grid-input action=(action) method="post" data-controller="paste-grid dirty" data-action="paste->paste-grid#paste" {
                @if !problems.is_empty() { (problem_list(texts, problems)) }
                div.table-wrap tabindex="0" role="region" aria-label=(texts.say("targets-grid")) {
                    table.table {
                        thead { tr { th scope="col" { (texts.say("targets-who")) } @for at in seen.year.months() { th scope="col" { (month(at.starts_on, texts)) } } } }
                        tbody { @for row in &seen.rows { (line(visit, seen, row, (typed, problems), may)) } }
                    }
                }
                @if may {
                    footer.stack.tight {
                        (Field::text("reason", "targets-reason", value(typed, "reason")).hint("targets-reason-hint").show(texts, problems))
                        div.actions { button.btn.primary { (texts.say("targets-save")) } }
                    }
                }
            }
        }
    }
}

fn years(texts: Texts, seen: &Seen) -> Markup {
    let path = |year: Period| format!("/teams/{}/targets?year={}", seen.team.number, year.ends_on.year());
    html! {
        nav.tabs aria-label=(texts.say("targets-years")) {
            a href=(path(seen.year.previous())) { (texts.say("targets-year-before")) }
            a href=(path(seen.year.next())) { (texts.say("targets-year-after")) }
        }
    }
}

fn line(visit: &Visit, seen: &Seen, row: &Row, form: (&[(String, String)], &Problems), may: bool) -> Markup {
    html! {
        tr id=(row.cell(seen.year).subject) {
            th.nowrap scope="row" { @if row.is_team() { b { (row.name) } } @else { (person(row.number, &row.name)) } }
            @for month in seen.year.months() { (square(visit, seen, (row, row.cell(month)), form, may)) }
        }
    }
}

fn square(
    visit: &Visit,
    seen: &Seen,
    (row, cell): (&Row, Cell),
    (typed, problems): (&[(String, String)], &Problems),
    may: bool,
) -> Markup {
    let (texts, currency) = (visit.texts(), visit.actor.workspace.currency);
    let money = |minor| Money::new(minor, currency);
    let known = cell.known(&seen.targets);
    if !may {
        return html! { td.num { @if let Some(minor) = known { (money(minor).exact()) } } };
    }
    let field = cell.field();
    let written = known.map(|minor| whole(money(minor))).unwrap_or_default();
    let shown = if typed.is_empty() { written.as_str() } else { value(typed, &field) };
    let sum = row.is_team().then(|| of_people(seen, cell.month)).filter(|sum| *sum > 0).map(|sum| whole(money(sum)));
    let problem = texts.on(problems, &field);
    let problem_id = problem.as_ref().map(|_| format!("{field}-problem"));
    let label = format!("{}, {}", row.name, cell.month.label());
    html! {
        td {
            input.input id=(field) name=(field) inputmode="decimal" aria-label=(label) value=(shown) placeholder=[sum]
                aria-invalid=[problem.as_ref().map(|_| "true")] aria-describedby=[&problem_id];
            @if let Some(problem) = &problem { p.problem id=[&problem_id] { (problem) } }
        }
    }
}

/// What the people of the team have as targets in a month, in minor units.
fn of_people(seen: &Seen, month: Period) -> i64 {
    let people = seen.rows.iter().filter(|row| !row.is_team());
    people.filter_map(|row| row.cell(month).known(&seen.targets)).sum()
}

/// An amount as one types it: without currency, and without cents where there are none.
fn whole(money: Money) -> String {
    let exact = money.exact();
    let plain: String = exact.chars().filter(|letter| letter.is_ascii_digit() || ",.-".contains(*letter)).collect();
    plain.strip_suffix(".00").map_or(plain.clone(), str::to_owned)
}
