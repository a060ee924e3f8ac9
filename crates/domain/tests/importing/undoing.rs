//! A whole import is taken back; what people have worked on since stays.

use domain::import::ImportState;
use domain::{Contact, Deal, DealDraft, MoveDraft, Product, ProductDraft, TermsDraft};

use crate::dump::everything;
use crate::maven::maven;
use crate::theatre::{DAY, JANUARY, Theatre, file};

/// A workspace in which people have worked already.
fn lived_in() -> Theatre {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let draft =
        DealDraft { title: "Docks".into(), account: "Cancity".into(), amount: "1200".into(), ..DealDraft::default() };
    theatre.play_as(&ana, move |scene| Deal::open(scene, &draft)).unwrap();
    theatre.play(|scene| {
        Product::put(scene, &ProductDraft { name: "GTX Pro".into(), price: "1".into(), ..ProductDraft::default() })
    });
    theatre
}

fn differences(one: &[String], other: &[String]) -> Vec<String> {
    let lines = one.iter().filter(|line| !other.contains(line)).map(|line| format!("- {line}"));
    lines.chain(other.iter().filter(|line| !one.contains(line)).map(|line| format!("+ {line}"))).take(12).collect()
}

#[test]
fn an_undone_import_leaves_a_workspace_that_never_imported() {
    let Some(uploads) = maven() else { return };
    let theatre = lived_in();
    let before = everything(&theatre);
    let import = theatre.import(&uploads);
    assert!(everything(&theatre).len() > before.len() + 8_800);
    let undone = theatre.undo(&import);
    assert_eq!(undone.state, ImportState::Undone);
    let after = everything(&theatre);
    assert_eq!(differences(&before, &after), Vec::<String>::new());
    assert_eq!(theatre.play(move |scene| undone.kept(scene)), []);
    let log = "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND kind IN ('deal_won', 'import_undone')";
    assert_eq!(theatre.number(log), 4_238 + 1, "the log keeps what it said");
}

#[test]
fn after_an_undo_the_same_files_come_in_anew() {
    let theatre = Theatre::open();
    let deals = file("deals.csv", "id,owner,title,stage,opened\n1,Ana,Docks,Proposal,2018-01-02\n");
    let first = theatre.import(std::slice::from_ref(&deals));
    theatre.undo(&first);
    let second = theatre.import(&[deals]);
    assert_eq!((second.number, second.rows_new), (2, 1));
}

#[test]
fn what_was_edited_since_stays_and_is_listed() {
    let theatre = Theatre::open();
    let deals = file(
        "deals.csv",
        "id,owner,account,title,stage,opened\n1,Ana,Harbour,Docks,Proposal,2018-01-02\n2,Ben,Quay,Cranes,Demo,2018-01-02\n",
    );
    let sellers = file("teams.csv", "sales agent,manager\nAna,Carla\nBen,Carla\n");
    let import = theatre.import(&[deals, sellers]);
    theatre.play(|scene| {
        Deal::numbered(scene, 1)?.move_to(scene, &MoveDraft { stage: "negotiation".into(), ..MoveDraft::default() })
    });
    let undone = theatre.undo(&import);
    let kept = theatre.play(move |scene| undone.kept(scene));
    let kept: Vec<_> = kept.iter().map(|thing| (thing.kind.as_str(), thing.name.as_str())).collect();
    assert_eq!(
        kept,
        [("deal", "Docks"), ("account", "Harbour"), ("team", "Carla\u{2019}s team"), ("member", "Ana")],
        "the deal, and what it cannot be without"
    );
    assert_eq!(theatre.number("SELECT COUNT(*) FROM deals WHERE workspace_id = $1"), 1);
    let totals = "SELECT CAST(SUM(deals) AS BIGINT) FROM stage_totals WHERE workspace_id = $1 AND scope = 'all'";
    assert_eq!(theatre.number(totals), 1);
    assert_eq!(theatre.number("SELECT COUNT(*) FROM memberships WHERE workspace_id = $1"), 1);
}

#[test]
fn what_a_later_import_changed_becomes_what_it_was() {
    let theatre = Theatre::open();
    let header = "id,owner,account,title,stage,opened,closed,amount";
    theatre.import(&[file(
        "a.csv",
        &format!("{header}\n1,Ana,Harbour,Docks,Proposal,2018-01-02,,500\n2,Ana,Quay,Cranes,Demo,2018-01-03,,70\n"),
    )]);
    let before = everything(&theatre);
    theatre.set_clock(JANUARY + DAY);
    let later = format!(
        "{header}\n1,Ben,Harbour,Docks east,Won,2018-01-02,2018-01-16,650\n2,Ana,Quay,Cranes,Demo,2018-01-03,,70\n"
    );
    let second = theatre.import(&[file("b.csv", &later)]);
    assert_eq!((second.rows_new, second.rows_changed, second.rows_unchanged()), (0, 1, 1));
    let won = theatre.play(|scene| Deal::numbered(scene, 1));
    assert_eq!((won.title.as_str(), won.stage.as_str(), won.amount_minor), ("Docks east", "won", Some(65_000)));
    let credit = "SELECT CAST(SUM(minor) AS BIGINT) FROM ledger_entries WHERE workspace_id = $1";
    assert_eq!(theatre.number(credit), 65_000);
    theatre.undo(&second);
    assert_eq!(differences(&before, &everything(&theatre)), Vec::<String>::new());
}

#[test]
fn what_a_later_import_changed_and_people_since_stays() {
    let theatre = Theatre::open();
    let header = "id,owner,title,stage,opened,amount";
    theatre.import(&[file("a.csv", &format!("{header}\n1,Ana,Docks,Proposal,2018-01-02,500\n"))]);
    let second = theatre.import(&[file("b.csv", &format!("{header}\n1,Ana,Docks,Proposal,2018-01-02,650\n"))]);
    theatre.play(|scene| {
        Deal::numbered(scene, 1)?.change(scene, &TermsDraft { amount: Some("900".into()), ..TermsDraft::default() })
    });
    let undone = theatre.undo(&second);
    assert_eq!(theatre.play(|scene| Deal::numbered(scene, 1)).amount_minor, Some(90_000));
    assert_eq!(theatre.play(move |scene| undone.kept(scene)).len(), 1);
}

#[test]
fn the_person_at_the_customer_comes_in_once_is_known_again_and_goes_with_the_import() {
    let theatre = lived_in();
    let before = everything(&theatre);
    let deals = file(
        "deals.csv",
        "id,owner,account,contact,title,stage,opened\n\
         1,Ana,Harbour,Mia Weiss,Piers,Proposal,2018-01-02\n\
         2,Ana,Harbour,MIA WEISS,Cranes,Demo,2018-01-02\n\
         3,Ana,Quay,Mia Weiss,Lights,Demo,2018-01-02\n",
    );
    let import = theatre.import(&[deals]);
    let told = theatre.play(|scene| {
        let mut told = Vec::new();
        for title in ["Piers", "Cranes", "Lights"] {
            let contact = Deal::titled(scene, title)?.and_then(|deal| deal.contact);
            let contact = contact.map(|contact| Contact::with_id(scene, contact)).transpose()?;
            told.extend(contact.map(|contact| (contact.number, contact.name, contact.account_name.map(|a| a.1))));
        }
        Ok(told)
    });
    let (mia, harbour, quay) = ("Mia Weiss".to_owned(), Some("Harbour".to_owned()), Some("Quay".to_owned()));
    assert_eq!(told, [(1, mia.clone(), harbour.clone()), (1, mia.clone(), harbour), (2, mia, quay)]);
    let more = file(
        "more.csv",
        "id,owner,account,contact,title,stage,opened\n4,Ana,Harbour,mia weiss,Rails,Demo,2018-01-02\n",
    );
    let second = theatre.import(&[more]);
    assert_eq!(second.rows_new, 1);
    assert_eq!(theatre.number("SELECT COUNT(*) FROM contacts WHERE workspace_id = $1"), 2, "she was known");
    theatre.undo(&second);
    theatre.undo(&import);
    assert_eq!(differences(&before, &everything(&theatre)), Vec::<String>::new());
}

#[test]
fn imports_taken_back_in_any_order_leave_no_deal_without_what_it_names() {
    for first in [0, 1] {
        let theatre = lived_in();
        let before = everything(&theatre);
        let deals = |contact: &str| {
            let head = "id,owner,account,contact,product,title,stage,opened";
            file("deals.csv", &format!("{head}\n1,Ana,Harbour,{contact},Crane {contact},Piers,Proposal,2018-01-02\n"))
        };
        let one = theatre.import(&[deals("Mia")]);
        let other = theatre.import(&[deals("Rui")]);
        assert_eq!(other.rows_changed, 1);
        let imports = [&one, &other];
        theatre.undo(imports[first]);
        let named = theatre.play(|scene| match Deal::titled(scene, "Piers")? {
            Some(deal) => Deal::page(scene, deal.number).map(|page| page.contact.map(|contact| contact.name)),
            None => Ok(None),
        });
        assert_eq!(named.as_deref(), [Some("Rui"), Some("Mia")][first], "whose row is left says who is there");
        theatre.undo(imports[1 - first]);
        if first == 1 {
            assert_eq!(differences(&before, &everything(&theatre)), Vec::<String>::new());
        }
    }
}
