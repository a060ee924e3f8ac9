use domain::figures::{burndown, freeze, freeze_due, snapshots};
use domain::{Deal, Error};
use jiff::civil::{Date, date};

use crate::theatre::{Theatre, feb, february, mine};

fn march(day: i8) -> Date {
    date(2017, 3, day)
}

#[test]
fn a_month_is_frozen_on_the_third_working_day_after_it_and_later_words_stand_beside_it() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.team("North", &[&ana]);
    let whose = mine(&ana);
    theatre.aim(whose, "2017-02", "1000");
    let docks = theatre.win(feb(6), &ana, "Docks", "400");
    let due = |day| theatre.on(day, &theatre.system(), |scene| freeze_due(scene, 100));
    assert_eq!(due(march(2)), 1, "January alone");
    assert_eq!(due(march(3)), 1);
    assert_eq!(due(march(6)), 0, "frozen once");
    theatre.aim_on(march(7), whose, "2017-02", "2000", "afterwards");
    theatre.on(march(7), &theatre.system(), move |scene| Deal::with_id(scene, docks)?.reopen(scene, "not signed"));
    let shown = |as_of| theatre.on(march(9), &ana, move |scene| burndown(scene, whose, february(), as_of, None));
    let now = shown(march(9));
    assert_eq!((now.burndown.target, now.burndown.credited), (Some(100_000), 40_000));
    let beside: Vec<_> = now.source.adjustments.iter().map(|beside| (beside.line.minor, beside.dated_inside)).collect();
    assert_eq!(beside, [(Some(-40_000), false)]);
    assert_eq!(shown(feb(28)).source.adjustments, [], "a past day knows nothing of it");
    theatre.on(march(10), &theatre.system(), move |scene| freeze(scene, whose, february()));
    let all = theatre.on(march(10), &ana, move |scene| snapshots(scene, whose, february()));
    assert_eq!(
        all.iter().map(|taken| (taken.number, taken.burndown.target)).collect::<Vec<_>>(),
        [(1, Some(100_000)), (2, Some(200_000))]
    );
}

#[test]
fn a_win_that_is_written_down_late_stands_beside_the_frozen_month() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let team = theatre.team("North", &[&ana]);
    let whose = domain::figures::Whose::Team(team.id);
    let deal = theatre.open_deal(feb(6), &ana, "Docks", "400");
    assert_eq!(theatre.on(march(3), &theatre.system(), |scene| freeze_due(scene, 100)), 2);
    theatre.on(march(6), &ana, move |scene| {
        let draft = domain::ClosureDraft {
            outcome: "won".into(),
            closed_on: "2017-02-27".into(),
            ..domain::ClosureDraft::default()
        };
        Deal::with_id(scene, deal)?.close(scene, &draft)
    });
    let shown = theatre.on(march(9), &ana, move |scene| burndown(scene, whose, february(), march(9), None));
    assert_eq!((shown.burndown.credited, shown.source.lines.len()), (0, 0));
    assert!(shown.source.adjustments.iter().all(|beside| beside.dated_inside && beside.line.minor == Some(40_000)));
    assert_eq!(shown.source.adjustments.len(), 1);
}

#[test]
fn a_period_that_is_not_over_is_not_frozen() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let whose = mine(&ana);
    let early = theatre.try_on(feb(28), &theatre.system(), move |scene| freeze(scene, whose, february()));
    assert!(matches!(early, Err(Error::Invalid(_))));
    let own = theatre.try_on(march(1), &ana, move |scene| freeze(scene, whose, february()));
    assert_eq!(own, Err(Error::Forbidden));
}
