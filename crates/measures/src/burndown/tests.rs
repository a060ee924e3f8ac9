use super::*;
use crate::calendar::{DayOff, WorkingWeek};
use jiff::civil::date;
use proptest::prelude::*;

fn office() -> Calendar {
    Calendar::new(WorkingWeek::MONDAY_TO_FRIDAY)
}

fn set(day: Date, amount: i64) -> TargetStep {
    TargetStep { date: day, amount, reason: String::new() }
}

fn won(day: Date, minor: i64) -> Credit {
    Credit { date: day, minor, label: "Hallmark".to_owned(), kind: CreditKind::Won }
}

/// November 2026 as the mock shows it: 160k, of which 76k are credited by Monday the 23rd.
fn november(credits: &[Credit], as_of: Date) -> Burndown {
    let steps = [set(date(2026, 11, 1), 16_000_000)];
    Burndown::of(&Course { period: Period::month(as_of), calendar: &office(), steps: &steps, credits, as_of })
}

fn february_2017() -> Burndown {
    let steps = [set(date(2017, 1, 20), 11_600_000)];
    let period = Period::month(date(2017, 2, 1));
    Burndown::of(&Course { period, calendar: &office(), steps: &steps, credits: &[], as_of: date(2017, 3, 1) })
}

#[test]
fn the_published_example_falls_by_5_800_a_working_day() {
    let burndown = february_2017();
    let after =
        |k: u32| burndown.days.iter().find(|day| day.gone == WorkingDays::from_days(k)).and_then(|day| day.pace);
    assert_eq!([after(1), after(2), after(10), after(20)].map(Option::unwrap), [11_020_000, 10_440_000, 5_800_000, 0]);
    assert_eq!(burndown.opening, Some(11_600_000));
}

#[test]
fn the_pace_is_flat_on_a_weekend() {
    let days = february_2017().days;
    assert_eq!(days[2].date, date(2017, 2, 3));
    assert_eq!([days[3].pace, days[4].pace], [days[2].pace; 2]);
    assert_eq!(days[3].weight, WorkingDays::NONE);
}

#[test]
fn today_is_compared_with_the_last_completed_working_day() {
    let burndown = november(&[won(date(2026, 11, 5), 7_600_000)], date(2026, 11, 23));
    assert_eq!(burndown.working_days.to_string(), "21");
    assert_eq!(burndown.working_days_gone.to_string(), "15");
    assert_eq!(burndown.remaining, Some(8_400_000));
    assert_eq!(burndown.pace_now, Some(4_571_429));
    assert_eq!(burndown.gap, Some(3_828_571));
    assert!((burndown.gap_in_working_days.unwrap() - 5.025).abs() < 0.001);
    assert_eq!(burndown.standing, Standing::Behind);
    assert_eq!(burndown.run_rate, RunRate { needed: Some(1_400_000), achieved: Some(506_667) });
}

#[test]
fn within_one_working_day_is_on_pace() {
    let standing = |minor| november(&[won(date(2026, 11, 2), minor)], date(2026, 11, 3)).standing;
    assert_eq!(standing(0), Standing::OnPace);
    assert_eq!(standing(1_500_000), Standing::OnPace);
    assert_eq!(standing(1_523_809), Standing::OnPace);
    assert_eq!(standing(1_523_810), Standing::Ahead);
}

#[test]
fn a_deal_won_on_a_saturday_shows_on_that_saturday() {
    let burndown = november(&[won(date(2026, 11, 7), 100)], date(2026, 11, 9));
    assert_eq!(burndown.days[6].remaining, Some(15_999_900));
    assert_eq!((burndown.days[6].credited, burndown.days[6].weight), (100, WorkingDays::NONE));
}

#[test]
fn over_target_goes_below_zero_and_needs_nothing_more() {
    let burndown = november(&[won(date(2026, 11, 2), 17_000_000)], date(2026, 11, 3));
    assert_eq!((burndown.remaining, burndown.over_target), (Some(-1_000_000), 1_000_000));
    assert_eq!(burndown.run_rate.needed, Some(0));
    assert_eq!(burndown.standing, Standing::Ahead);
}

#[test]
fn a_changed_target_steps_both_lines_on_its_day() {
    let steps = [set(date(2026, 11, 1), 2_100), set(date(2026, 11, 10), 4_200)];
    let period = Period::month(date(2026, 11, 1));
    let course = Course { period, calendar: &office(), steps: &steps, credits: &[], as_of: date(2026, 11, 11) };
    let burndown = Burndown::of(&course);
    let lines = |index: usize| (burndown.days[index].pace.unwrap(), burndown.days[index].remaining.unwrap());
    assert_eq!([lines(8), lines(9)], [(1_500, 2_100), (2_800, 4_200)]);
    assert_eq!((burndown.opening, burndown.target), (Some(2_100), Some(4_200)));
    assert_eq!(burndown.steps, [steps[1].clone()]);
    assert_eq!(burndown.pace_now, Some(2_800));
}

#[test]
fn a_change_that_comes_later_is_not_known_yet() {
    let steps = [set(date(2026, 11, 1), 2_100), set(date(2026, 11, 10), 4_200)];
    let period = Period::month(date(2026, 11, 1));
    let credits = [won(date(2026, 11, 12), 100)];
    let course = Course { period, calendar: &office(), steps: &steps, credits: &credits, as_of: date(2026, 11, 6) };
    let burndown = Burndown::of(&course);
    assert_eq!((burndown.target, burndown.credited, burndown.steps.len()), (Some(2_100), 0, 0));
    assert_eq!(burndown.days[6].remaining, None);
    assert_eq!(burndown.days[29].pace, Some(0));
}

#[test]
fn a_target_set_late_holds_from_the_start() {
    let steps = [set(date(2026, 11, 9), 2_100)];
    let period = Period::month(date(2026, 11, 1));
    let course = Course { period, calendar: &office(), steps: &steps, credits: &[], as_of: date(2026, 11, 9) };
    let burndown = Burndown::of(&course);
    assert_eq!((burndown.opening, burndown.days[0].pace, burndown.steps.len()), (Some(2_100), Some(2_100), 0));
}

#[test]
fn a_target_set_afterwards_shows_on_the_days_before() {
    let steps = [set(date(2026, 12, 9), 2_100), set(date(2026, 12, 10), 4_200)];
    let period = Period::month(date(2026, 11, 1));
    let course = Course { period, calendar: &office(), steps: &steps, credits: &[], as_of: date(2026, 11, 9) };
    let burndown = Burndown::of(&course);
    assert_eq!((burndown.target, burndown.opening, burndown.pace_now), (Some(2_100), Some(2_100), Some(1_600)));
}

#[test]
fn a_half_day_takes_half_a_step() {
    let calendar = office().without([(date(2026, 11, 2), DayOff::Half)]);
    let period = Period::custom(date(2026, 11, 2), date(2026, 11, 3)).unwrap();
    let steps = [set(date(2026, 11, 1), 300)];
    let course = Course { period, calendar: &calendar, steps: &steps, credits: &[], as_of: date(2026, 11, 2) };
    assert_eq!(Burndown::of(&course).days.iter().map(|day| day.pace.unwrap()).collect::<Vec<_>>(), [200, 0]);
}

#[test]
fn without_a_working_day_there_is_no_line() {
    let period = Period::custom(date(2026, 11, 7), date(2026, 11, 8)).unwrap();
    let steps = [set(date(2026, 11, 1), 300)];
    let credits = [won(date(2026, 11, 7), 100)];
    let course = Course { period, calendar: &office(), steps: &steps, credits: &credits, as_of: date(2026, 11, 8) };
    let burndown = Burndown::of(&course);
    assert_eq!(burndown.standing, Standing::NoLine);
    assert_eq!((burndown.pace_now, burndown.gap, burndown.remaining), (None, None, Some(200)));
    assert!(burndown.days.iter().all(|day| day.pace.is_none()));
}

#[test]
fn without_a_target_what_was_won_is_still_told() {
    let period = Period::month(date(2026, 11, 1));
    let credits = [won(date(2026, 11, 2), 500)];
    let course = Course { period, calendar: &office(), steps: &[], credits: &credits, as_of: date(2026, 11, 3) };
    let burndown = Burndown::of(&course);
    assert_eq!((burndown.standing, burndown.credited, burndown.target), (Standing::NoTarget, 500, None));
}

#[test]
fn before_the_period_nothing_is_gone_and_after_it_everything() {
    let before = november_seen_from(date(2026, 10, 5));
    assert_eq!((before.working_days_gone, before.pace_now), (WorkingDays::NONE, Some(100)));
    assert!(before.days.iter().all(|day| day.remaining.is_none()));
    let after = november_seen_from(date(2026, 12, 5));
    assert_eq!((after.working_days_left, after.pace_now, after.run_rate.needed), (WorkingDays::NONE, Some(0), None));
}

fn november_seen_from(as_of: Date) -> Burndown {
    let steps = [set(date(2026, 1, 1), 100)];
    let period = Period::month(date(2026, 11, 1));
    Burndown::of(&Course { period, calendar: &office(), steps: &steps, credits: &[], as_of })
}

prop_compose! {
    fn any_day()(day in 1_i8..=28, month in 1_i8..=3) -> Date { date(2026, month, day) }
}

proptest! {
    #[test]
    fn remaining_is_target_minus_ledger_on_every_day(
        ledger in prop::collection::vec((any_day(), -1_000_000_i64..1_000_000), 0..30),
        targets in prop::collection::vec((any_day(), 0_i64..10_000_000), 1..4),
        as_of in any_day(), bits in 0_u8..128,
    ) {
        let credits: Vec<Credit> = ledger.iter().map(|(day, minor)| won(*day, *minor)).collect();
        let mut steps: Vec<TargetStep> = targets.iter().map(|(day, amount)| set(*day, *amount)).collect();
        steps[0].date = date(2026, 1, 1);
        let calendar = Calendar::new(WorkingWeek::from_bits(bits).unwrap());
        let period = Period::quarter(as_of, 1);
        let burndown = Burndown::of(&Course { period, calendar: &calendar, steps: &steps, credits: &credits, as_of });
        for day in burndown.days.iter().filter(|day| day.date <= as_of) {
            let newest = steps.iter().filter(|step| step.date <= day.date).max_by_key(|step| step.date).unwrap();
            let ledger: i64 = ledger.iter().filter(|(on, _)| *on <= day.date).map(|(_, minor)| minor).sum();
            prop_assert_eq!(day.remaining, Some(newest.amount - ledger));
        }
        prop_assert_eq!(burndown.days.iter().map(|day| day.credited).sum::<i64>(), burndown.credited);
        prop_assert_eq!(burndown.working_days_gone + burndown.working_days_left, burndown.working_days);
    }

    #[test]
    fn the_pace_only_falls_and_ends_at_nothing(amount in 0_i64..i64::MAX, bits in 1_u8..128, day in any_day()) {
        let calendar = Calendar::new(WorkingWeek::from_bits(bits).unwrap());
        let steps = [set(date(2026, 1, 1), amount)];
        let course = Course { period: Period::quarter(day, 1), calendar: &calendar, steps: &steps, credits: &[], as_of: day };
        let paces: Vec<i64> = Burndown::of(&course).days.iter().map(|day| day.pace.unwrap()).collect();
        prop_assert!(paces.windows(2).all(|pair| pair[0] >= pair[1]));
        prop_assert_eq!(paces.last(), Some(&0));
    }
}
