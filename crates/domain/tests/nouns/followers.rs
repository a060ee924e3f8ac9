//! Followers: what they make bit by bit is what they make from the first event.

use domain::follower::{FOLLOWERS, Follower, Round, behind};
use domain::{Deal, DealTeamDraft, Error, Member, Role, ShareDraft};

use crate::theatre::Theatre;

/// Runs a follower to the end of the log; in how many rounds.
fn catch_up(theatre: &Theatre, follower: &'static Follower) -> usize {
    let mut rounds = 0;
    loop {
        rounds += 1;
        match theatre.play(&theatre.system(), |scene| follower.run_once(scene, "one")) {
            Round::More => {}
            Round::Done => return rounds,
            Round::Elsewhere => panic!("nobody else is there"),
        }
    }
}

const MADE: &str = "
    SELECT kind || ' ' || CAST(event_number AS TEXT) AS text FROM notices WHERE workspace_id = $1
    ORDER BY event_number, member_id";

/// Two people, each put on deals of the other.
fn news(theatre: &Theatre, deals: usize) {
    let (ana, bo) = (theatre.person("Ana", Role::Member), theatre.person("Bo", Role::Member));
    let people = [ana.id, bo.id];
    for count in 0..deals {
        let deal = theatre.deal(&ana, &format!("Deal {count}"), "10");
        theatre.play(&ana, move |scene| {
            let numbers = people.map(|id| Member::with_id(scene, id).unwrap().number.to_string());
            let share = |member: &String| ShareDraft {
                member: member.clone(),
                percent: "50".into(),
                kind: "revenue".into(),
                ..ShareDraft::default()
            };
            let shares = numbers.iter().map(share).collect();
            let team = DealTeamDraft { owner: numbers[0].clone(), shares, ..DealTeamDraft::default() };
            Deal::with_id(scene, deal.id)?.set_team(scene, &team)
        });
    }
}

#[test]
fn what_is_made_bit_by_bit_is_what_is_made_again() {
    let theatre = Theatre::open();
    news(&theatre, 3);
    let follower = Follower::named("notices").unwrap();
    catch_up(&theatre, follower);
    news(&theatre, 120);
    let before = theatre.texts(MADE);
    assert_eq!(before.len(), 123, "each time somebody was added: {before:?}");
    assert!(catch_up(&theatre, follower) > 1, "in more than one chunk");
    assert_eq!(theatre.texts(MADE), before);
    theatre.play(&theatre.system(), |scene| follower.begin_again(scene));
    assert!(theatre.texts(MADE).is_empty());
    catch_up(&theatre, follower);
    assert_eq!(theatre.texts(MADE), before);
}

#[test]
fn one_server_at_a_time_follows_until_it_is_done_or_its_lease_ends() {
    let theatre = Theatre::open();
    news(&theatre, 120);
    for follower in FOLLOWERS {
        let is_late = || {
            let late = theatre.db.read_blocking(|mut tx| behind(&mut tx)).unwrap();
            late.iter().any(|(workspace, late)| *workspace == theatre.workspace.id && late.name == follower.name)
        };
        let run = |holder: &'static str| theatre.play(&theatre.system(), move |scene| follower.run_once(scene, holder));
        assert!(is_late());
        assert_eq!((run("one"), run("other")), (Round::More, Round::Elsewhere));
        theatre.wait_days(1);
        assert_ne!(run("other"), Round::Elsewhere, "the lease has ended");
        while run("other") == Round::More {}
        assert_eq!(run("one"), Round::Done, "the other is done, and has let go");
        assert!(!is_late());
    }
}

#[test]
fn only_operations_make_a_follower_begin_again() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    let refused = theatre.refused(&ana, |scene| FOLLOWERS[0].begin_again(scene));
    assert_eq!(refused, Error::Forbidden);
}
