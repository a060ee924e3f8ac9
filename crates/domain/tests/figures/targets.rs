use domain::figures::{Whose, burndown};
use domain::{Actor, AimFrom, Error, Role, Target, TargetDraft, TargetsDraft, TeamDraft};
use jiff::civil::date;
use measures::Period;

use crate::theatre::{FOUNDED, Theatre, feb, february, mine};

fn draft(start: &str, amount: &str, reason: &str) -> TargetDraft {
    TargetDraft { start: start.into(), amount: amount.into(), reason: reason.into(), ..TargetDraft::default() }
}

#[test]
fn the_same_target_again_changes_nothing_and_a_change_is_a_step_with_a_reason() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let whose = mine(&ana);
    theatre.aim(whose, "2017-02", "1000");
    theatre.aim(whose, "February 2017", "1,000.00");
    assert_eq!(theatre.log("target_set"), 1);
    let silent = draft("2017-02", "1200", "");
    let refused = theatre.try_on(feb(8), &theatre.system(), move |scene| Target::set(scene, whose, &silent));
    assert!(matches!(refused, Err(Error::Invalid(problems)) if problems.on("reason").is_some()));
    theatre.aim_on(feb(8), whose, "2017-02", "1200", "a colleague left");
    let kept = theatre.on(feb(8), &ana, move |scene| Target::of(scene, whose, february())).unwrap();
    let steps: Vec<_> = kept.lines.iter().map(|line| (line.minor, line.effective_on, line.reason.as_str())).collect();
    assert_eq!(steps, [(100_000, date(2017, 1, 1), ""), (120_000, feb(8), "a colleague left")]);
    assert_eq!(theatre.log("target_set"), 2);
}

#[test]
fn leaders_of_the_team_and_operations_set_targets_and_nobody_else() {
    let theatre = Theatre::open();
    let (ana, leader) = (theatre.person("Ana"), theatre.person("Lena"));
    let north = theatre.team("North", &[&ana]);
    let south = theatre.team("South", &[]);
    let leads = |team| Actor { teams: vec![(team, true)], ..leader.clone() };
    let set = |actor: &Actor, whose: Whose| {
        theatre.try_on(FOUNDED, actor, move |scene| Target::set(scene, whose, &draft("2017-02", "1", ""))).map(drop)
    };
    assert_eq!(set(&ana, mine(&ana)), Err(Error::Forbidden), "not one's own");
    assert_eq!(set(&leads(south.id), mine(&ana)), Err(Error::Forbidden));
    assert_eq!(set(&leads(south.id), Whose::Team(north.id)), Err(Error::Forbidden));
    assert_eq!(set(&Actor { read_only: true, ..theatre.system() }, mine(&ana)), Err(Error::Forbidden));
    assert_eq!(theatre.log("target_set"), 0);
    assert_eq!(set(&leads(north.id), mine(&ana)), Ok(()));
    assert_eq!(set(&leads(north.id), Whose::Team(north.id)), Ok(()));
    assert_eq!(set(&Actor { role: Role::Operations, ..leader.clone() }, Whose::Team(south.id)), Ok(()));
}

#[test]
fn a_first_target_for_a_past_month_is_known_on_every_day_of_it() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let whose = mine(&ana);
    theatre.aim_on(date(2026, 11, 22), whose, "2017-02", "1000", "");
    theatre.aim_on(date(2026, 11, 22), whose, "2017-03", "500", "");
    theatre.aim_on(date(2026, 11, 23), whose, "2017-03", "600", "mistyped");
    let target = |period: Period| {
        let shown = theatre.on(date(2026, 11, 24), &ana, move |scene| burndown(scene, whose, period, feb(1), None));
        (shown.burndown.target, shown.source.target)
    };
    assert_eq!(target(february()), (Some(100_000), Some(AimFrom::Own)));
    let january = Period::month(date(2017, 1, 1));
    let quarter = Period::quarter(feb(1), 1);
    assert_eq!(target(quarter), (Some(160_000), Some(AimFrom::Months(vec![january]))));
}

#[test]
fn a_team_and_its_sprint_are_made_of_what_people_have() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana"), theatre.person("Ben"));
    let team = theatre.team("North", &[&ana, &ben]);
    theatre.on(FOUNDED, &theatre.system(), {
        let team = team.clone();
        move |scene| {
            let draft = TeamDraft {
                sprint_weeks: Some("2".into()),
                sprint_starts_on: Some("2017-01-02".into()),
                ..TeamDraft::default()
            };
            team.clone().change(scene, &draft)
        }
    });
    theatre.aim(mine(&ana), "2017-02", "2000");
    let whose = Whose::Team(team.id);
    let shown = theatre.on(feb(14), &ana, move |scene| {
        let team = domain::Team::with_id(scene, team.id)?;
        let sprint = domain::sprint_on(&team, feb(14)).unwrap();
        burndown(scene, whose, sprint, feb(14), None)
    });
    assert_eq!((shown.burndown.period.starts_on, shown.burndown.period.ends_on), (feb(13), feb(26)));
    assert_eq!(shown.burndown.target, Some(100_000), "ten of twenty working days");
    assert_eq!(shown.source.target, Some(AimFrom::People(vec![ben.id])));
}

#[test]
fn a_pasted_grid_sets_every_cell_once_and_says_what_is_wrong_with_which() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.team("North", &[]);
    let paste = |text: &'static str, reason: &'static str| {
        let draft = TargetsDraft { text: text.into(), reason: reason.into() };
        theatre.try_on(FOUNDED, &theatre.system(), move |scene| Target::import(scene, &draft))
    };
    let wrong = paste("Person\t2017-01\tsoon\nAna\t1,000\t5\nZoe\t7\t\n", "").unwrap();
    let places: Vec<_> = wrong.problems.iter().map(|wrong| (wrong.row, wrong.column, wrong.problem.text)).collect();
    assert_eq!(places, [(1, 3, "problem-period"), (3, 1, "problem-member-unknown")]);
    assert_eq!(theatre.log("target_set"), 0, "with a problem nothing is written");
    let grid = "Person;Jan 2017;Feb 2017\nÀna;1,000;2000\nnorth;;9\n";
    let set = paste(grid, "").unwrap();
    assert_eq!((set.set, set.same, set.problems.len()), (3, 0, 0));
    let again = paste(grid, "").unwrap();
    assert_eq!((again.set, again.same), (0, 3));
    assert_eq!(theatre.log("target_set"), 3);
    let list = "person,period,amount\nAna,2017-02,2500\n";
    assert!(paste(list, "").is_err(), "a change needs its reason");
    assert_eq!(paste(list, "new plan").unwrap().set, 1);
    let whose = mine(&ana);
    let kept = theatre.on(FOUNDED, &ana, move |scene| Target::all(scene, whose));
    assert_eq!(kept.iter().map(Target::minor).collect::<Vec<_>>(), [100_000, 250_000]);
}
