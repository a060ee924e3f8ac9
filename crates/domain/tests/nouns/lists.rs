//! Boards and lists of deals.

use domain::{
    Actor, ClosureDraft, Deal, DealDraft, Filter, MoveDraft, Order, Role, Sort, Stage, Statuses, TeamRole, TermsDraft,
};

use crate::theatre::Theatre;

/// Sixty deals of two people, with and without amounts and dates.
fn sixty(theatre: &Theatre, people: [&Actor; 2]) {
    let names = people.map(|actor| actor.id);
    theatre.play(&theatre.system(), move |scene| {
        let owners = names.map(|id| domain::Member::with_id(scene, id).unwrap().number.to_string());
        for count in 0..60_usize {
            let draft = DealDraft {
                title: format!("Deal {}", (count * 37) % 60),
                account: format!("Customer {}", count % 7),
                amount: if count % 5 == 0 { String::new() } else { (count * 13 % 11 + 1).to_string() },
                expected_close: if count % 6 == 0 { String::new() } else { format!("2017-03-{:02}", count % 28 + 1) },
                stage: ["prospecting", "demo", "proposal"][count % 3].into(),
                owner: owners[count % 2].clone(),
                ..DealDraft::default()
            };
            Deal::open(scene, &draft)?;
        }
        Ok(())
    });
}

/// Every number of a list, page after page.
fn walk(theatre: &Theatre, actor: &Actor, filter: &Filter, order: Order) -> Vec<domain::Tile> {
    let (mut tiles, mut after) = (Vec::new(), String::new());
    loop {
        let (filter, behind) = (filter.clone(), after.clone());
        let page = theatre.play(actor, move |scene| Deal::list(scene, &filter, order, &behind));
        assert!(page.rows.len() <= 50);
        tiles.extend(page.rows);
        match page.after {
            Some(next) => after = next,
            None => return tiles,
        }
    }
}

#[test]
fn every_order_shows_each_deal_once_and_backwards_is_the_mirror() {
    let theatre = Theatre::open();
    let (ana, bo) = (theatre.person("Ana", Role::Member), theatre.person("Bo", Role::Member));
    sixty(&theatre, [&ana, &bo]);
    for sort in Sort::ALL {
        let up = walk(&theatre, &ana, &Filter::default(), Order { sort, down: false });
        let mut numbers: Vec<_> = up.iter().map(|tile| tile.number).collect();
        let keys: Vec<_> = up.iter().map(|tile| key(tile, sort)).collect();
        assert!(keys.iter().filter(|key| !key.is_empty()).is_sorted(), "{sort:?}: {keys:?}");
        assert!(keys.iter().skip_while(|key| !key.is_empty()).all(String::is_empty), "{sort:?}: nothing comes last");
        let down: Vec<_> = walk(&theatre, &ana, &Filter::default(), Order { sort, down: true });
        let named = |tiles: &[domain::Tile]| -> Vec<_> {
            tiles.iter().filter(|tile| !key(tile, sort).is_empty()).map(|tile| tile.number).collect()
        };
        assert!(named(&up).iter().eq(named(&down).iter().rev()), "{sort:?}");
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=60).collect::<Vec<_>>(), "{sort:?}");
    }
}

fn key(tile: &domain::Tile, sort: Sort) -> String {
    let day = |day: Option<domain_day::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match sort {
        Sort::Title => tile.title.to_lowercase(),
        Sort::Amount => tile.amount_minor.map(|minor| format!("{minor:09}")).unwrap_or_default(),
        Sort::Close => day(tile.expected_close),
        Sort::Age => day(tile.stage_entered_on),
        Sort::Owner => tile.owner.1.clone(),
        Sort::Stage => {
            let order = ["prospecting", "discovery", "demo", "proposal"];
            order.iter().position(|stage| **stage == tile.stage).unwrap().to_string()
        }
    }
}

use jiff::civil as domain_day;

#[test]
fn filters_leave_what_they_say_in_list_and_board_alike() {
    let theatre = Theatre::open();
    let (mut ana, bo) = (theatre.person("Ana", Role::Member), theatre.person("Bo", Role::Member));
    theatre.team("North", &mut [(&mut ana, TeamRole::Seller)]);
    sixty(&theatre, [&ana, &bo]);
    let filters = [
        ("mine=yes", 30),
        ("owner=3", 30),
        ("mine=yes&owner=3", 0),
        ("team=1", 30),
        ("team=99", 0),
        ("account=2", 9),
        ("text=customer+3", 20), // of Customer 3, or Deal 3 and 30 to 39
        ("text=deal+1", 18),
        ("mine=yes&text=cust", 30),
        ("close_from=2017-03-10&close_to=2017-03-12", 6),
        ("stage=demo", 20),
        ("stage=demo&mine=yes", 10),
        ("stuck=yes", 0),
        ("text=nothing+like+it", 0),
    ];
    for (query, wanted) in filters {
        let filter = Filter::parse(query);
        let listed = walk(&theatre, &ana, &filter, Order::default());
        assert_eq!(listed.len(), wanted, "{query}");
        let board = theatre.play(&ana, move |scene| Deal::board(scene, &filter));
        let totals = board.columns.iter().filter_map(|column| column.total.as_ref());
        let sum: i64 = totals.map(|total| total.deals).sum();
        assert_eq!(usize::try_from(sum).unwrap(), wanted, "{query}");
        let shown: usize = board.columns.iter().map(|column| column.tiles.len()).sum();
        assert_eq!(shown, wanted, "{query}: no column is longer than twenty");
    }
}

#[test]
fn kept_totals_are_what_a_count_would_say() {
    let theatre = Theatre::open();
    let (mut ana, bo) = (theatre.person("Ana", Role::Operations), theatre.person("Bo", Role::Member));
    theatre.team("North", &mut [(&mut ana, TeamRole::Seller)]);
    sixty(&theatre, [&ana, &bo]);
    theatre.play(&ana, |scene| {
        Deal::numbered(scene, 2)?.close(scene, &ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() })?;
        Deal::numbered(scene, 3)?.move_to(scene, &MoveDraft { stage: "demo".into(), ..MoveDraft::default() })?;
        Deal::numbered(scene, 4)?
            .change(scene, &TermsDraft { amount: Some("5000".into()), ..TermsDraft::default() })?;
        Deal::numbered(scene, 5)?.discard(scene)
    });
    for query in ["", "mine=yes", "team=1"] {
        let kept = theatre.play(&ana, move |scene| Deal::board(scene, &Filter::parse(query)));
        // a range that leaves nothing out makes the board count
        let counted = format!("{query}&text=deal");
        let counted = theatre.play(&ana, move |scene| Deal::board(scene, &Filter::parse(&counted)));
        for (kept, counted) in kept.columns.iter().zip(&counted.columns) {
            assert_eq!(kept.tiles, counted.tiles);
            if let Some(total) = &counted.total {
                assert_eq!(kept.total.as_ref(), Some(total), "{query} {}", kept.stage.key);
            }
        }
        assert_eq!(kept.columns.iter().filter(|column| column.since.is_some()).count(), 2);
    }
}

#[test]
fn a_column_goes_on_where_it_ended() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    for count in 0..45 {
        theatre.deal(&ana, &format!("Deal {count}"), "1");
    }
    theatre.run("UPDATE deals SET stage_entered_on = NULL WHERE workspace_id = $1 AND number < 12", &[]);
    let board = theatre.play(&ana, |scene| Deal::board(scene, &Filter::default()));
    let first = &board.columns[0];
    let mut seen: Vec<_> = first.tiles.iter().map(|tile| tile.number).collect();
    assert_eq!((seen.len(), seen[0]), (20, 45), "the newest arrival is on top");
    let mut after = first.after.clone();
    while let Some(behind) = after {
        let page = theatre.play(&ana, move |scene| Deal::column(scene, &Filter::default(), "prospecting", &behind));
        seen.extend(page.rows.iter().map(|tile| tile.number));
        after = page.after;
    }
    assert!(seen.iter().rev().copied().eq(1..=45), "those that came on an unknown day are last: {seen:?}");
}

#[test]
fn a_partner_finds_only_the_deals_they_are_on() {
    let theatre = Theatre::open();
    let (ana, pat) = (theatre.person("Ana", Role::Member), theatre.person("Pat", Role::Partner));
    let deal = theatre.deal(&ana, "Shared", "10");
    theatre.deal(&ana, "Not theirs", "10");
    let number = theatre.play(&ana, {
        let pat = pat.id;
        move |scene| Ok(domain::Member::with_id(scene, pat)?.number)
    });
    theatre.play(&ana, move |scene| {
        let me = domain::Member::with_id(scene, scene.actor.id)?.number.to_string();
        let share = |member: &str, percent: &str| domain::ShareDraft {
            member: member.into(),
            percent: percent.into(),
            kind: "revenue".into(),
            ..domain::ShareDraft::default()
        };
        let shares = vec![share(&me, "60"), share(&number.to_string(), "40")];
        let team = domain::DealTeamDraft { owner: me, shares, ..domain::DealTeamDraft::default() };
        Deal::with_id(scene, deal.id)?.set_team(scene, &team)
    });
    for query in ["", "text=theirs", "owner=2", "status=any"] {
        let tiles = walk(&theatre, &pat, &Filter::parse(query), Order::default());
        assert!(tiles.iter().all(|tile| tile.title == "Shared"), "{query}");
    }
    let tiles = walk(&theatre, &pat, &Filter::default(), Order { sort: Sort::Owner, down: true });
    assert_eq!(tiles.len(), 1);
    assert_eq!(tiles[0].faces.iter().map(domain::Face::initials).collect::<Vec<_>>(), ["A", "P"], "owner first");
    let board = theatre.play(&pat, |scene| Deal::board(scene, &Filter::default()));
    assert_eq!(board.columns[0].total.as_ref().unwrap().deals, 1);
}

#[test]
fn stuck_is_what_stands_longer_than_usual() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.deal(&ana, "Old", "10");
    theatre.wait_days(14);
    theatre.deal(&ana, "New", "10");
    let filter = Filter { stuck: true, ..Filter::default() };
    assert!(walk(&theatre, &ana, &filter, Order::default()).is_empty(), "fourteen days are usual in prospecting");
    theatre.wait_days(1);
    let stuck = walk(&theatre, &ana, &Filter { status: Statuses::Any, ..filter }, Order::default());
    assert_eq!(
        stuck.iter().map(|tile| (tile.title.as_str(), tile.days_in_stage)).collect::<Vec<_>>(),
        [("Old", Some(15))]
    );
    assert!(stuck[0].is_stuck());
}

#[test]
fn what_deals_really_did_is_usual_once_twenty_visits_have_ended() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    for _ in 0..21 {
        theatre.deal(&ana, "One of many", "10");
    }
    theatre.wait_days(4);
    let learn = || {
        theatre.play(&theatre.system(), |scene| {
            let ages = Stage::learn_ages(scene)?;
            Stage::keep_ages(scene, &ages)
        });
    };
    let stuck = || walk(&theatre, &ana, &Filter { stuck: true, ..Filter::default() }, Order::default());
    let on = |numbers: std::ops::RangeInclusive<i64>| {
        theatre.play(&ana, move |scene| {
            let draft = MoveDraft { stage: "demo".into(), ..MoveDraft::default() };
            numbers.clone().try_for_each(|number| Deal::numbered(scene, number)?.move_to(scene, &draft))
        });
    };
    on(1..=19);
    theatre.wait_days(1);
    learn();
    assert!(stuck().is_empty(), "nineteen say nothing yet: fourteen days are set");
    on(20..=20);
    theatre.wait_days(1);
    learn();
    learn();
    let found = stuck();
    assert_eq!(found.iter().map(|tile| (tile.number, tile.usual_days)).collect::<Vec<_>>(), [(21, Some(4))]);
    let stages = theatre.play(&ana, Stage::standard);
    assert_eq!((stages[0].usual_days, stages[0].learned_days), (Some(14), Some(4)), "what was set stays");
}

#[test]
fn a_discarded_deal_stays_as_it_is_until_it_is_back() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Operations);
    theatre.deal(&ana, "Wrong", "5");
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.discard(scene));
    let won = || ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() };
    let renamed = || TermsDraft { title: Some("Right".into()), ..TermsDraft::default() };
    let moved = || MoveDraft { stage: "demo".into(), ..MoveDraft::default() };
    for refused in [
        theatre.refused(&ana, move |scene| Deal::numbered(scene, 1)?.close(scene, &won())),
        theatre.refused(&ana, move |scene| Deal::numbered(scene, 1)?.change(scene, &renamed())),
        theatre.refused(&ana, move |scene| Deal::numbered(scene, 1)?.move_to(scene, &moved())),
    ] {
        assert_eq!(refused, domain::Error::Stale);
    }
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.restore(scene));
    theatre.play(&ana, move |scene| Deal::numbered(scene, 1)?.close(scene, &won()));
    assert!(theatre.play(&theatre.system(), domain::verify).is_empty());
}
