//! Every agent of the real data on days of 2017: what their burndown shows is what a calculation from the
//! file alone gives.

use std::collections::BTreeMap;

use domain::figures::{Today, Whose, today};
use domain::{Member, Target, TargetDraft};
use jiff::civil::{Date, Weekday, date};
use measures::period::PeriodKind;

use crate::maven::{cells, maven};
use crate::theatre::Theatre;

/// Working days, a Sunday, first and last days of month, quarter and year.
const DAYS: [Date; 8] = [
    date(2017, 1, 31),
    date(2017, 3, 15),
    date(2017, 4, 1),
    date(2017, 6, 30),
    date(2017, 7, 4),
    date(2017, 9, 10),
    date(2017, 11, 24),
    date(2017, 12, 31),
];

/// A month's target in whole units: another one for each agent and month.
fn aim(agent: usize, month: i8) -> i64 {
    20_000 + 700 * i64::try_from(agent).unwrap() + 1_000 * i64::from(month)
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(jiff::Span::new().days(1)).take_while(move |day| *day <= to)
}

fn works(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// First and last day.
fn reach(kind: PeriodKind, day: Date) -> (Date, Date) {
    let first = if kind == PeriodKind::Month { day.month() } else { (day.month() - 1) / 3 * 3 + 1 };
    let last = if kind == PeriodKind::Month { first } else { first + 2 };
    (date(2017, first, 1), date(2017, last, 1).last_of_month())
}

/// The wins of each agent by day, in minor units.
type Wins = BTreeMap<String, Vec<(Date, i64)>>;

#[expect(clippy::cast_precision_loss, reason = "amounts far below 2^53")]
fn check(shown: &Today, wins: &[(Date, i64)], agent: usize, (kind, as_of): (PeriodKind, Date)) {
    let (from, to) = reach(kind, as_of);
    let target: i64 = (from.month()..=to.month()).map(|month| aim(agent, month) * 100).sum();
    let won = |until: Date| wins.iter().filter(|win| from <= win.0 && win.0 <= until).map(|win| win.1).sum::<i64>();
    let all = days(from, to).filter(|day| works(*day)).count();
    let pace = |until: Date| {
        let gone = days(from, until).filter(|day| works(*day)).count();
        target as f64 - target as f64 * gone as f64 / all as f64
    };
    let drawn = &shown.drawn.burndown;
    assert_eq!((drawn.target, drawn.credited, drawn.remaining), (Some(target), won(as_of), Some(target - won(as_of))));
    assert_eq!(drawn.days.len(), days(from, to).count());
    for day in &drawn.days {
        let remaining = (day.date <= as_of).then(|| target - won(day.date));
        assert_eq!(day.remaining, remaining, "{}", day.date);
        assert!((day.pace.unwrap() as f64 - pace(day.date)).abs() <= 0.5, "{}: {:?}", day.date, day.pace);
    }
    let yesterday = days(from, as_of).filter(|day| *day < as_of).last();
    let pace_now = yesterday.map_or(target as f64, pace);
    assert!((drawn.pace_now.unwrap() as f64 - pace_now).abs() <= 0.5, "{:?} is not {pace_now}", drawn.pace_now);
    let gap = (target - won(as_of)) as f64 - pace_now;
    assert!((drawn.gap.unwrap() as f64 - gap).abs() <= 0.5, "{:?} is not {gap}", drawn.gap);
    let in_days = gap * all as f64 / target as f64;
    // the gap is whole minor units
    assert!((drawn.gap_in_working_days.unwrap() - in_days).abs() < 1e-4, "{:?}", drawn.gap_in_working_days);
}

#[test]
fn the_burndown_of_any_agent_on_any_day_is_that_of_the_file() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.import(&uploads);
    let mut wins = Wins::new();
    for row in cells(&uploads[3]) {
        let of_agent = wins.entry(row[1].clone()).or_default();
        if row[4] == "Won" {
            of_agent.push((row[6].parse().unwrap(), row[7].trim().parse::<i64>().unwrap() * 100));
        }
    }
    assert_eq!(wins.len(), 30);
    let members = theatre.play(Member::all);
    for (agent, (name, wins)) in wins.iter().enumerate() {
        let member = members.iter().find(|member| member.name == *name).unwrap().id;
        theatre.play(move |scene| {
            (1..=12).try_for_each(|month| {
                let amount = aim(agent, month).to_string();
                let draft = TargetDraft { start: format!("2017-{month:02}"), amount, ..TargetDraft::default() };
                Target::set(scene, Whose::Member(member), &draft).map(drop)
            })
        });
        for as_of in DAYS {
            for kind in [PeriodKind::Month, PeriodKind::Quarter] {
                let shown = theatre.play(move |scene| today(scene, member, as_of, kind));
                check(&shown, wins, agent, (kind, as_of));
            }
        }
    }
}
