use domain::figures::{Drawn, Whose, burndown};
use domain::{Deal, DealTeamDraft, Error, Member, ShareDraft, TermsDraft};
use jiff::civil::Date;
use measures::burndown::CreditKind::{Correction, Won};
use measures::burndown::Standing;

use crate::theatre::{Theatre, feb, february, mine};

fn drawn(theatre: &Theatre, whose: Whose, as_of: Date) -> Drawn {
    theatre.on(feb(28), &theatre.system(), move |scene| burndown(scene, whose, february(), as_of, None))
}

fn remaining(drawn: &Drawn) -> Vec<Option<i64>> {
    drawn.burndown.days.iter().map(|day| day.remaining).collect()
}

#[test]
fn the_published_pace_comes_from_a_target_and_the_working_days() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.aim(mine(&ana), "2017-02", "116000");
    let shown = drawn(&theatre, mine(&ana), feb(28));
    let pace = |day: usize| shown.burndown.days[day - 1].pace;
    assert_eq!(
        [pace(1), pace(2), pace(3), pace(4), pace(5)].map(Option::unwrap),
        [11_020_000, 10_440_000, 9_860_000, 9_860_000, 9_860_000]
    );
    assert_eq!((pace(14), pace(28)), (Some(5_800_000), Some(0)));
}

#[test]
fn reopened_and_corrected_deals_are_steps_on_their_own_day() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let system = theatre.system();
    theatre.aim(mine(&ana), "2017-02", "1000");
    let docks = theatre.win(feb(6), &ana, "Docks", "400");
    let piers = theatre.win(feb(7), &ana, "Piers", "100");
    theatre.on(feb(9), &system, move |scene| {
        let draft = TermsDraft { amount: Some("150".into()), reason: "typing".into(), ..TermsDraft::default() };
        Deal::with_id(scene, piers)?.change(scene, &draft)
    });
    theatre.on(feb(10), &system, move |scene| Deal::with_id(scene, docks)?.reopen(scene, "not signed"));
    let shown = drawn(&theatre, mine(&ana), feb(13));
    let expected = [(6, 60_000), (7, 50_000), (8, 50_000), (9, 45_000), (10, 85_000), (13, 85_000)];
    for (day, minor) in expected {
        assert_eq!(shown.burndown.days[day - 1].remaining, Some(minor), "{day} February");
    }
    assert_eq!(shown.burndown.days[13].remaining, None, "tomorrow is not drawn");
    let kinds: Vec<_> = shown.burndown.credits.iter().map(|credit| (credit.minor, credit.kind)).collect();
    assert_eq!(kinds, [(40_000, Won), (10_000, Won), (5_000, Correction), (-40_000, Correction)]);
    let source: Vec<_> = shown.source.lines.iter().map(|line| (line.kind.as_str(), line.title.as_str())).collect();
    assert_eq!(source, [("won", "Docks"), ("won", "Piers"), ("correction", "Piers"), ("reopened", "Docks")]);
    assert!(shown.source.lines.windows(2).all(|pair| pair[0].event < pair[1].event));
}

#[test]
fn a_past_day_knows_nothing_of_what_came_later() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.aim(mine(&ana), "2017-02", "1000");
    theatre.win(feb(6), &ana, "Docks", "400");
    theatre.aim_on(feb(8), mine(&ana), "2017-02", "1500", "a colleague left");
    theatre.win(feb(9), &ana, "Piers", "200");
    let then = drawn(&theatre, mine(&ana), feb(7));
    assert_eq!((then.burndown.target, then.burndown.remaining), (Some(100_000), Some(60_000)));
    assert_eq!((then.source.lines.len(), then.source.steps.len()), (1, 1));
    let now = drawn(&theatre, mine(&ana), feb(9));
    assert_eq!((now.burndown.target, now.burndown.remaining), (Some(150_000), Some(90_000)));
    assert_eq!(now.burndown.steps.iter().map(|step| step.reason.as_str()).collect::<Vec<_>>(), ["a colleague left"]);
    assert_eq!(&remaining(&now)[..7], &remaining(&then)[..7], "the past does not change");
}

#[test]
fn a_team_counts_each_deal_once_and_each_person_their_share() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana"), theatre.person("Ben"));
    let team = theatre.team("North", &[&ana, &ben]);
    theatre.aim(mine(&ana), "2017-02", "600");
    theatre.aim(mine(&ben), "2017-02", "400");
    let deal = theatre.open_deal(feb(2), &ana, "Docks", "100.01");
    let (a, b) = (ana.id, ben.id);
    theatre.on(feb(2), &ana, move |scene| {
        let row = |member: &Member| ShareDraft {
            member: member.number.to_string(),
            percent: "50".into(),
            ..ShareDraft::default()
        };
        let (a, b) = (Member::with_id(scene, a)?, Member::with_id(scene, b)?);
        let draft =
            DealTeamDraft { owner: a.number.to_string(), shares: vec![row(&a), row(&b)], ..DealTeamDraft::default() };
        Deal::with_id(scene, deal)?.set_team(scene, &draft)
    });
    theatre.close(feb(3), &ana, deal, "won");
    let credited = |whose| drawn(&theatre, whose, feb(28)).burndown.credited;
    assert_eq!([credited(mine(&ana)), credited(mine(&ben))], [5_001, 5_000]);
    let shown = drawn(&theatre, Whose::Team(team.id), feb(28));
    assert_eq!((shown.burndown.credited, shown.burndown.target), (10_001, Some(100_000)));
    assert_eq!((shown.burndown.credits.len(), shown.source.lines.len()), (1, 2));
}

#[test]
fn without_a_target_it_shows_what_was_won_and_says_so() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.win(feb(6), &ana, "Docks", "400");
    let shown = drawn(&theatre, mine(&ana), feb(28));
    assert_eq!((shown.burndown.standing, shown.burndown.credited), (Standing::NoTarget, 40_000));
    assert_eq!(shown.source.target, None);
    let asked = theatre.on(feb(28), &ana, move |scene| {
        burndown(scene, Whose::Member(scene.actor.id), february(), feb(28), Some(100_000))
    });
    assert_eq!(asked.burndown.remaining, Some(60_000));
}

#[test]
fn a_stranger_has_no_burndown() {
    let theatre = Theatre::open();
    let nobody = domain::figures::Whose::Member(domain::Id::of([3; 16]));
    let shown =
        theatre.try_on(feb(28), &theatre.system(), move |scene| burndown(scene, nobody, february(), feb(28), None));
    assert_eq!(shown.map(drop), Err(Error::NotFound));
}
