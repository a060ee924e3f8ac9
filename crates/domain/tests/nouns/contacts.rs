//! The person at the customer, as the form of a deal names them.

use domain::{Contact, ContactDraft, Deal, DealDraft, DealTeamDraft, Role, Scene, ShareDraft, TermsDraft};

use crate::theatre::Theatre;

/// The number of a deal's contact, and where they work.
fn contact_of(scene: &mut Scene<'_>, deal: i64) -> domain::Result<Option<(i64, Option<String>)>> {
    let contact = Deal::numbered(scene, deal)?.contact.map(|contact| Contact::with_id(scene, contact)).transpose()?;
    Ok(contact.map(|contact| (contact.number, contact.account_name.map(|account| account.1))))
}

fn opened(account: &str, contact: &str, picked: &str) -> DealDraft {
    DealDraft {
        title: "Docks".into(),
        account: account.into(),
        contact: contact.into(),
        contact_picked: picked.into(),
        ..DealDraft::default()
    }
}

fn named(contact: &str) -> TermsDraft {
    TermsDraft { contact: Some(contact.into()), ..TermsDraft::default() }
}

#[test]
fn a_name_means_the_person_at_the_deals_own_account_and_a_new_one_there_when_nobody_is_called_so() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    for (account, contact) in [("Harbour", "Mia Weiss"), ("Quay", "Mia Weiss"), ("harbour", " mia  weiss ")] {
        let draft = opened(account, contact, "");
        theatre.play(&ana, move |scene| Deal::open(scene, &draft));
    }
    let at = |number: i64, account: &str| Some((number, Some(account.to_owned())));
    for (deal, contact) in [(1, at(1, "Harbour")), (2, at(2, "Quay")), (3, at(1, "Harbour"))] {
        assert_eq!(theatre.play(&ana, move |scene| contact_of(scene, deal)), contact, "deal {deal}");
    }
    assert_eq!(theatre.number("SELECT COUNT(*) FROM contacts WHERE workspace_id = $1", &[]), 2);
}

#[test]
fn whoever_was_picked_is_meant_wherever_they_work_and_their_name_sent_again_changes_nothing() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    theatre.play(&ana, |scene| {
        let text = |text: &str| Some(text.to_owned());
        let draft = ContactDraft { name: text("Mia Weiss"), account: text("Quay"), ..ContactDraft::default() };
        Contact::add(scene, &draft)
    });
    theatre.play(&ana, |scene| Deal::open(scene, &opened("Harbour", "Mia Weiss", "contact-1")));
    let told = theatre.told("deal_changed");
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.change(scene, &named("mia weiss")));
    let quay = Some((1, Some("Quay".to_owned())));
    assert_eq!(theatre.play(&ana, |scene| contact_of(scene, 1)), quay);
    assert_eq!(theatre.told("deal_changed"), told);
    theatre.play(&ana, |scene| Deal::numbered(scene, 1)?.change(scene, &named("")));
    assert_eq!(theatre.play(&ana, |scene| contact_of(scene, 1)), None);
    assert_eq!(theatre.told("deal_changed"), told + 1);
}

#[test]
fn who_is_not_there_is_a_problem_with_the_field_and_nothing_is_opened() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    for (name, picked) in [("", "contact-9"), ("", "somebody"), (&*"x".repeat(201), "")] {
        let draft = opened("Harbour", name, picked);
        let problem = theatre.problem(&ana, "contact", move |scene| Deal::open(scene, &draft).map(drop));
        assert!(problem.starts_with("problem-"), "{problem}");
    }
    assert_eq!(theatre.number("SELECT COUNT(*) FROM deals WHERE workspace_id = $1", &[]), 0);
    assert_eq!(
        theatre.number("SELECT COUNT(*) FROM accounts WHERE workspace_id = $1", &[]),
        0,
        "nothing is half-written"
    );
}

#[test]
fn a_partner_on_the_deal_team_sees_no_contacts_and_leaves_the_deals_own_as_it_is() {
    let theatre = Theatre::open();
    let (ana, paul) = (theatre.person("Ana", Role::Member), theatre.person("Paul", Role::Partner));
    theatre.play(&ana, |scene| Deal::open(scene, &opened("Harbour", "Mia Weiss", "")));
    theatre.play(&ana, |scene| {
        let share = |member: &str, percent: &str| ShareDraft {
            member: member.into(),
            percent: percent.into(),
            ..ShareDraft::default()
        };
        let shares = vec![share("2", "80"), share("3", "20")];
        let draft = DealTeamDraft { owner: "2".into(), shares, ..DealTeamDraft::default() };
        Deal::numbered(scene, 1)?.set_team(scene, &draft)
    });
    theatre.play(&paul, |scene| {
        let draft = TermsDraft { title: Some("Docks and cranes".into()), ..named("") };
        Deal::numbered(scene, 1)?.change(scene, &draft)
    });
    assert_eq!(theatre.play(&ana, |scene| Ok(Deal::numbered(scene, 1)?.title)), "Docks and cranes");
    assert!(theatre.play(&ana, |scene| contact_of(scene, 1)).is_some());
}
