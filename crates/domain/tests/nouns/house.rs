//! The workspace's own settings, its exchange rates, its people, and everything as rows.

use std::collections::BTreeMap;

use domain::export::{Cell, Mark, Noun, rows};
use domain::{
    BuyerDraft, ClosureDraft, Deal, DealDraft, Error, MarkDraft, MemberLine, Rate, RateDraft, Role, RubricPreset,
    ScoreDraft, TeamRole, ToolDraft, Workspace, WorkspaceDraft, verify,
};

use crate::theatre::Theatre;
use crate::tools::add;
use crate::versions::{about, begin};

fn won() -> ClosureDraft {
    ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() }
}

fn rate(day: &str, rate: &str) -> RateDraft {
    RateDraft { currency: "USD".into(), day: day.into(), rate: rate.into() }
}

#[test]
fn settings_change_once_and_the_currency_stays_once_money_was_counted_in_it() {
    let theatre = Theatre::open();
    let (ona, ana) = (theatre.person("Ona", Role::Operations), theatre.person("Ana", Role::Member));
    let draft = WorkspaceDraft {
        name: Some("Harbour".into()),
        currency: Some("USD".into()),
        working_days: Some(vec!["1".into(), "2".into()]),
        fiscal_start_month: Some("4".into()),
        ..WorkspaceDraft::default()
    };
    let same = draft.clone();
    assert_eq!(theatre.refused(&ana, move |scene| Workspace::change(scene, &same).map(drop)), Error::Forbidden);
    for _ in 0..2 {
        let draft = draft.clone();
        let changed = theatre.play(&ona, move |scene| Workspace::change(scene, &draft));
        assert_eq!((changed.name.as_str(), changed.currency.code()), ("Harbour", "USD"));
        assert_eq!(changed.fiscal_start_month, 4);
    }
    assert_eq!(theatre.told("workspace_changed"), 1);
    theatre.deal(&ana, "Won", "5");
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.close(scene, &won()));
    let back = WorkspaceDraft { currency: Some("EUR".into()), ..WorkspaceDraft::default() };
    let problem = theatre.problem(&ona, "currency", move |scene| Workspace::change(scene, &back).map(drop));
    assert_eq!(problem, "problem-currency-counted");
}

#[test]
fn a_rate_converts_what_waited_for_it_on_the_day_it_was_won_and_nothing_twice() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    theatre.play(&ona, |scene| {
        let draft =
            DealDraft { title: "Abroad".into(), amount: "100".into(), currency: "USD".into(), ..DealDraft::default() };
        Deal::open(scene, &draft)?.close(scene, &won())
    });
    let credit = || {
        theatre.number(
            "SELECT CAST(COALESCE(SUM(minor), -1) AS BIGINT) FROM ledger_entries
             WHERE workspace_id = $1 AND effective_on = '2017-02-02'",
            &[],
        )
    };
    assert_eq!(credit(), -1, "not yet converted");
    theatre.wait_days(5);
    theatre.play(&ona, |scene| Rate::set(scene, &rate("2017-02-05", "0.95")));
    assert_eq!(credit(), -1, "a later day says nothing about that one");
    for _ in 0..2 {
        theatre.play(&ona, |scene| Rate::set(scene, &rate("2017-02-01", "0,93")));
    }
    assert_eq!(credit(), 9_300);
    theatre.play(&ona, |scene| Rate::set(scene, &rate("2017-02-02", "0.5")));
    assert_eq!(credit(), 9_300, "what was converted stays");
    assert_eq!(theatre.told("rate_set"), 3);
    assert_eq!(theatre.play(&ona, Rate::all).len(), 3);
    assert_eq!(theatre.play(&ona, verify), []);
    for wrong in ["", "-1", "0", "a lot"] {
        let draft = rate("2017-02-01", wrong);
        assert_eq!(theatre.problem(&ona, "rate", move |scene| Rate::set(scene, &draft).map(drop)), "problem-rate");
    }
    let own = RateDraft { currency: "EUR".into(), ..rate("", "1") };
    let own = theatre.problem(&ona, "currency", move |scene| Rate::set(scene, &own).map(drop));
    assert_eq!(own, "problem-rate-own-currency");
}

#[test]
fn people_stand_in_the_list_with_their_teams() {
    let theatre = Theatre::open();
    let (mut ana, pat) = (theatre.person("Ana", Role::Member), theatre.person("Pat", Role::Partner));
    theatre.team("North", &mut [(&mut ana, TeamRole::Leader)]);
    theatre.team("South", &mut [(&mut ana, TeamRole::Seller)]);
    let people = theatre.play(&ana, MemberLine::all);
    let ana_line = people.iter().find(|line| line.member.name == "Ana").unwrap();
    let teams: Vec<_> = ana_line.teams.iter().map(|(_, name, role)| (name.as_str(), *role)).collect();
    assert_eq!(teams, [("North", TeamRole::Leader), ("South", TeamRole::Seller)]);
    assert_eq!(theatre.play(&ana, MemberLine::waiting).len(), 3, "nobody has joined yet");
    assert_eq!(theatre.refused(&pat, |scene| MemberLine::all(scene).map(drop)), Error::NotFound);
}

fn exported(theatre: &Theatre, who: &domain::Actor, noun: Noun) -> Vec<Vec<Cell>> {
    let (mut all, mut after) = (Vec::new(), Some(Mark::default()));
    while let Some(mark) = after {
        let page = theatre.play(who, move |scene| rows(scene, noun, mark));
        assert!(page.rows.iter().all(|row| row.len() == noun.columns().len()));
        all.extend(page.rows);
        after = page.after;
    }
    all
}

#[test]
fn what_a_team_wrote_together_is_exported() {
    let theatre = Theatre::open();
    let (ona, ana) = (theatre.person("Ona", Role::Operations), theatre.person("Ana", Role::Member));
    theatre.deal(&ana, "Crane", "5");
    let places = vec!["prospecting".into(), "demo".into()];
    let rubric = add(&theatre, &ana, ToolDraft { places, ..RubricPreset::ALL[1].draft() });
    theatre.play(&ana, move |scene| {
        let deal = Deal::numbered(scene, 1)?;
        let mark = MarkDraft { element: "need".into(), points: "1".into(), ..MarkDraft::default() };
        deal.score(scene, &rubric, &ScoreDraft { elements: vec![mark] })?;
        deal.set_buyer(scene, &BuyerDraft { contact: "Ines".into(), role: "user".into(), ..BuyerDraft::default() })
    });
    let version = begin(&theatre, &ana, about("Ask sooner"));
    theatre.play(&ana, move |scene| version.comment(scene, "I like it."));
    let count = |noun| exported(&theatre, &ona, noun).len();
    assert_eq!([Noun::Tools, Noun::Places, Noun::Uses, Noun::Scores, Noun::Buyers].map(count), [1, 2, 1, 1, 1]);
    assert_eq!([Noun::Versions, Noun::Comments].map(count), [2, 1]);
    assert!(count(Noun::Stages) > 10);
    let text = |words: &str| Cell::Text(words.into());
    assert_eq!(exported(&theatre, &ona, Noun::Buyers)[0][2..4], [text("Ines"), text("user")]);
    assert_eq!(exported(&theatre, &ona, Noun::Comments)[0][4], text("I like it."));
}

#[test]
fn an_export_holds_every_row_of_every_noun_once() {
    let theatre = Theatre::open();
    let (ona, ana) = (theatre.person("Ona", Role::Operations), theatre.person("=Ana", Role::Member));
    for count in 0..1003 {
        theatre.deal(&ana, &format!("Deal {count}"), "12.50");
    }
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.close(scene, &won()));
    let refused = theatre.refused(&ana, |scene| rows(scene, Noun::Deals, Mark::default()).map(drop));
    assert_eq!(refused, Error::Forbidden);
    let mut counted = BTreeMap::new();
    for noun in Noun::ALL {
        let all = exported(&theatre, &ona, noun);
        counted.insert(noun.name(), all.len());
        if noun == Noun::Deals {
            let named = |row: &[Cell], name: &str| {
                row[noun.columns().iter().position(|column| *column == name).unwrap()].clone()
            };
            let first = all.iter().find(|row| named(row, "number") == Cell::Number(1)).unwrap();
            assert_eq!(named(first, "amount"), Cell::Text("12.50".into()));
            assert_eq!(named(first, "stage"), Cell::Text("Won".into()));
            assert_eq!(named(first, "owner").csv(), "'=Ana", "no formula runs");
        }
    }
    assert_eq!((counted["deals"], counted["shares"], counted["visits"]), (1003, 1004, 1004));
    assert_eq!((counted["ledger"], counted["members"]), (1, 3));
    assert_eq!(counted["events"], theatre.log().len());
}
