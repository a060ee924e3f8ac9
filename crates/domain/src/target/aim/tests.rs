use jiff::civil::date;
use measures::calendar::WorkingWeek;

use super::*;
use crate::id::Id;

fn calendar() -> Calendar {
    Calendar::new(WorkingWeek::MONDAY_TO_FRIDAY)
}

fn line(whose: Whose, period: Period, number: i64, minor: i64, from: Date) -> TargetLine {
    let reason = format!("step {number}");
    TargetLine { whose, period, number, minor, reason, author: None, effective_on: from, recorded_at: 0 }
}

fn ana() -> MemberId {
    MemberId::of([1; 16])
}

fn ben() -> MemberId {
    MemberId::of([2; 16])
}

fn amounts(aim: &Aim) -> Vec<(Date, i64)> {
    aim.steps.iter().map(|step| (step.date, step.amount)).collect()
}

#[test]
fn a_quarter_without_its_own_is_the_sum_of_its_months_and_steps_with_them() {
    let (january, march) = (Period::month(date(2017, 1, 1)), Period::month(date(2017, 3, 1)));
    let whose = Whose::Member(ana());
    let aims = Aims::by_whose(vec![
        line(whose, january, 1, 100, date(2017, 1, 1)),
        line(whose, january, 2, 130, date(2017, 1, 20)),
        line(whose, march, 1, 300, date(2017, 1, 1)),
    ]);
    let week = calendar();
    let aim = aims.aim(&Circle::person(ana(), &week), Period::quarter(date(2017, 1, 1), 1)).unwrap();
    assert_eq!(aim.from, AimFrom::Months(vec![Period::month(date(2017, 2, 1))]));
    assert_eq!(amounts(&aim), [(date(2017, 1, 1), 400), (date(2017, 1, 20), 430)]);
    let year = aims.aim(&Circle::person(ana(), &week), Period::fiscal_year(date(2017, 1, 1), 1)).unwrap();
    assert_eq!(amounts(&year), amounts(&aim));
}

#[test]
fn a_sprint_takes_its_months_by_share_of_working_days_rounded_once() {
    let (february, march) = (Period::month(date(2017, 2, 1)), Period::month(date(2017, 3, 1)));
    let whose = Whose::Member(ana());
    let start = date(2017, 1, 1);
    let aims = Aims::by_whose(vec![line(whose, february, 1, 1_005, start), line(whose, march, 1, 2_302, start)]);
    let week = calendar();
    // Two of 20 days in February, eight of 23 in March: 100.5 + 800.69… = 901.19….
    let sprint = Period::sprint(date(2017, 2, 27), date(2017, 3, 12)).unwrap();
    let aim = aims.aim(&Circle::person(ana(), &week), sprint).unwrap();
    assert_eq!((aim.from, amounts_of(&aim.steps)), (AimFrom::ShareOfMonths(Vec::new()), vec![901]));
}

fn amounts_of(steps: &[TargetStep]) -> Vec<i64> {
    steps.iter().map(|step| step.amount).collect()
}

#[test]
fn a_team_without_its_own_is_the_sum_of_its_people_and_says_who_has_none() {
    let january = Period::month(date(2017, 1, 1));
    let team = Whose::Team(TeamId::of([9; 16]));
    let aims = Aims::by_whose(vec![line(Whose::Member(ana()), january, 1, 100, date(2017, 1, 1))]);
    let week = calendar();
    let circle = Circle { whose: team, calendar: &week, people: vec![(ana(), &week), (ben(), &week)] };
    let aim = aims.aim(&circle, january).unwrap();
    assert_eq!((aim.from, aim.steps[0].amount), (AimFrom::People(vec![ben()]), 100));
    assert_eq!(aims.aim(&circle, Period::month(date(2017, 2, 1))), None);
}

#[test]
fn a_team_with_a_target_of_its_own_does_not_ask_its_people() {
    let (january, quarter) = (Period::month(date(2017, 1, 1)), Period::quarter(date(2017, 1, 1), 1));
    let team = Whose::Team(TeamId::of([9; 16]));
    let start = date(2017, 1, 1);
    let aims =
        Aims::by_whose(vec![line(Whose::Member(ana()), january, 1, 100, start), line(team, january, 1, 70, start)]);
    let week = calendar();
    let circle = Circle { whose: team, calendar: &week, people: vec![(ana(), &week)] };
    assert_eq!(aims.aim(&circle, january).map(|aim| aim.from), Some(AimFrom::Own));
    assert_eq!(aims.aim(&circle, quarter).map(|aim| aim.steps[0].amount), Some(70));
}
