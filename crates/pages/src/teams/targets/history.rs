use domain::figures::Whose;
use domain::{MemberId, TargetLine};
use http::Visit;
use maud::{Markup, html};
use measures::Money;

use super::Seen;
use crate::parts::{ago, face_small, icon_small};

/// The most changes that are shown.
const SHOWN: usize = 100;

/// Who set what when and why, the latest first.
pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let mut lines: Vec<&TargetLine> = seen.targets.iter().flat_map(|target| &target.lines).collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.recorded_at, line.number)));
    html! {
        section.card aria-labelledby="targets-history" {
            header { h2 id="targets-history" { (texts.say("targets-history")) } }
            @if lines.is_empty() { p.quiet { (texts.say("targets-none")) } }
            @else { ol.history { @for line in lines.iter().take(SHOWN) { (entry(visit, seen, line)) } } }
        }
    }
}

fn entry(visit: &Visit, seen: &Seen, line: &TargetLine) -> Markup {
    let texts = visit.texts();
    let workspace = &visit.actor.workspace;
    let whose = match line.whose {
        Whose::Team(_) => seen.team.name.as_str(),
        Whose::Member(member) => name(seen, member),
    };
    let author = line.author.and_then(|author| seen.people.iter().find(|person| person.id == author));
    let said = texts.fill(
        if line.number == 1 { "targets-was-set" } else { "targets-was-changed" },
        &[
            ("whose", whose.into()),
            ("period", line.period.fiscal_label(workspace.fiscal_start_month).into()),
            ("amount", Money::new(line.minor, workspace.currency).exact().into()),
        ],
    );
    html! {
        li {
            @match author {
                Some(author) => (face_small(author.number, &author.name)),
                None => span.system { (icon_small("import")) },
            }
            span {
                b { (author.map_or_else(|| texts.say("targets-by-program"), |author| author.name.as_str())) } " "
                (said)
                @if !line.reason.is_empty() { ": " q { (line.reason) } }
            }
            small { (ago(line.recorded_at, visit.stage.now(), &workspace.zone(), texts)) }
        }
    }
}

fn name(seen: &Seen, member: MemberId) -> &str {
    seen.people.iter().find(|person| person.id == member).map_or("", |person| &person.name)
}
