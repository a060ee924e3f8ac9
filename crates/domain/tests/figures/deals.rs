use domain::Deal;
use domain::figures::{DealsAsked, deals};
use jiff::civil::date;

use crate::theatre::{Theatre, feb};

#[test]
fn won_lost_and_open_are_as_they_were_at_the_end_of_the_window() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana"), theatre.person("Ben"));
    let team = theatre.team("North", &[&ana]);
    let a = theatre.open_deal(feb(1), &ana, "A", "100");
    let b = theatre.open_deal(feb(1), &ana, "B", "200");
    let c = theatre.open_deal(feb(2), &ana, "C", "300");
    let d = theatre.open_deal(feb(3), &ben, "D", "400");
    theatre.close(feb(7), &ana, a, "won");
    theatre.close(feb(11), &ana, b, "won");
    theatre.close(feb(12), &ana, c, "lost");
    theatre.close(feb(20), &ben, d, "won");
    theatre.on(feb(21), &theatre.system(), move |scene| Deal::with_id(scene, b)?.reopen(scene, "not signed"));
    let ask = |asked: DealsAsked| theatre.on(date(2017, 4, 1), &theatre.system(), move |scene| deals(scene, &asked));
    let all = ask(DealsAsked::default());
    assert_eq!((all.won, all.lost, all.open, all.won_value.minor), (2, 1, 1, 50_000));
    assert_eq!((all.median_days_won, all.median_days_lost), (Some(6), Some(10)));
    assert_eq!(
        all.quarters.iter().map(|(quarter, money)| (quarter.label(), money.minor)).collect::<Vec<_>>(),
        [("Q1 2017".to_owned(), 50_000)]
    );
    let then = ask(DealsAsked { as_of: Some(feb(15)), ..DealsAsked::default() });
    assert_eq!((then.won, then.lost, then.open, then.won_value.minor), (2, 1, 1, 30_000));
    let mine = DealsAsked { person: Some(ana.id), from: Some(feb(8)), to: Some(feb(20)), ..DealsAsked::default() };
    let hers = ask(mine);
    assert_eq!((hers.won, hers.lost, hers.open, hers.won_value.minor), (1, 1, 0, 20_000));
    let north = ask(DealsAsked { team: Some(team.id), person: None, ..mine });
    assert_eq!((north.won, north.lost, north.open, north.won_value.minor), (1, 1, 0, 20_000));
    let both = ask(DealsAsked { team: Some(team.id), ..mine });
    assert_eq!((both.won, both.won_value.minor), (1, 20_000));
    let nobody = ask(DealsAsked { team: Some(team.id), person: Some(ben.id), ..DealsAsked::default() });
    assert_eq!((nobody.won, nobody.median_days_won, nobody.won_value.minor), (0, None, 0));
}
