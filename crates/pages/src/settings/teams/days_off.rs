//! Days off of a team beside the public holidays: pasted, or from a file.

use axum::extract::{Multipart, Path};
use axum::response::Response;
use domain::{DayOffDraft, Error, Problems, Result, Team};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Seen, refused};
use crate::failure::Failure;
use crate::layout::to_saying;
use crate::parts::{area, full};

/// Sets the days of a pasted text and of a file.
pub(crate) async fn create(visit: Visit, Path(number): Path<i64>, mut form: Multipart) -> Result<Response, Failure> {
    let mut text = String::new();
    while let Ok(Some(field)) = form.next_field().await {
        if let Ok(part) = field.text().await {
            text.push_str(&part);
            text.push('\n');
        }
    }
    let drafts = days(&text);
    match visit.change(move |scene| Team::numbered(scene, number)?.set_days_off(scene, &drafts)).await {
        Err(Error::Invalid(problems)) => {
            let (_, first) =
                problems.iter().next().map_or(("", "problem-date"), |(field, problem)| (field, problem.text));
            refused(&visit, number, None, &Problems::one("days", first)).await
        }
        set => {
            set?;
            Ok(to_saying(&format!("/settings/teams/{number}"), &Said::text("said-days-off-set")))
        }
    }
}

/// Days as they stand in a sheet or a file: day, name, and `half` when half of it is worked. A first
/// line without a digit is a head.
fn days(text: &str) -> Vec<DayOffDraft> {
    let lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .filter(|line| line.contains(|letter: char| letter.is_ascii_digit()));
    lines
        .map(|line| {
            let mut cells = line.split(['\t', ';', ',']).map(|cell| cell.trim().trim_matches('"').to_owned());
            let mut next = || cells.next().unwrap_or_default();
            DayOffDraft { day: next(), name: next(), worked: next() }
        })
        .collect()
}

/// The card with the days that were set, and the form for more.
pub(super) fn card(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        section.card aria-labelledby="days-off-title" {
            header { h2 id="days-off-title" { (texts.say("days-off-title")) } }
            p.quiet { (texts.say("days-off-say")) }
            @if !seen.days_off.is_empty() {
                dl.facts {
                    @for (day, name, halves) in &seen.days_off {
                        dt { (full(*day, texts)) }
                        dd { (name) @if *halves > 0 { " · " (texts.say("days-off-half")) } }
                    }
                }
            }
            @if seen.may_change(visit) {
                form.form action={ "/settings/teams/" (seen.team.number) "/days-off" } method="post" enctype="multipart/form-data" {
                    (area(texts, problems, ("days", "days-off-paste"), ""))
                    div.field { label for="days-file" { (texts.say("days-off-file")) } input id="days-file" type="file" name="file" accept=".csv,.txt,text/csv,text/plain"; }
                    footer { button.btn { (texts.say("days-off-set")) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_come_from_sheets_and_files_alike() {
        let read = days("day,name,worked\n2026-12-24,Christmas Eve,half\n2026-12-31\tNew Year’s Eve\n\n");
        let shown: Vec<_> = read.iter().map(|day| (day.day.as_str(), day.name.as_str(), day.worked.as_str())).collect();
        assert_eq!(shown, [("2026-12-24", "Christmas Eve", "half"), ("2026-12-31", "New Year’s Eve", "")]);
    }
}
