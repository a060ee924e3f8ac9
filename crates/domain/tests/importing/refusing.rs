//! Rows that cannot come in are told before, left out, and given back.

use domain::import::{Choices, DayOrder, Field, FileChoice, FileKind, Import, Outcome, Reading, Reason, Run, Upload};
use domain::{Actor, Error, Role};
use proptest::prelude::*;

use crate::theatre::{Theatre, file};

const BAD: &str = "id,owner,title,stage,opened,closed,amount\n\
    1,Ana,good,Won,2017-01-02,2017-02-03,10\n\
    2,Ana,no day,Won,2017-01-02,soon,10\n\
    3,Ana,no amount,Won,2017-01-02,2017-02-03,\n\
    4,Ana,backwards,Lost,2017-03-02,2017-02-03,10\n\
    5,Ana,future,Won,2017-01-02,2019-02-03,10\n\
    6,,nobody,Won,2017-01-02,2017-02-03,10\n\
    7,Ana,ragged\n\
    1,Ana,twice,Won,2017-01-02,2017-02-03,10\n\
    9,Ana,=HYPERLINK(1),Won,2017-01-02,,10\n\
    10,Ana,below,Won,2017-01-02,2017-02-03,-10\n";

const REASONS: [(u64, Reason); 9] = [
    (3, Reason::Day),
    (4, Reason::WonWithoutAmount),
    (5, Reason::ClosedBeforeOpened),
    (6, Reason::InFuture),
    (7, Reason::NoOwner),
    (8, Reason::Ragged),
    (9, Reason::Twice),
    (10, Reason::NoClosingDay),
    (11, Reason::Negative),
];

#[test]
fn refused_rows_are_told_before_and_given_back_with_their_reasons() {
    let theatre = Theatre::open();
    let deals = [file("deals.csv", BAD)];
    let (_, preview) = theatre.read(&deals, &Choices::default());
    let refused = preview.files[0].rows.iter().filter_map(|(line, outcome)| match outcome {
        Outcome::Refused(refusal) => Some((*line, refusal.reason)),
        _ => None,
    });
    assert_eq!(refused.collect::<Vec<_>>(), REASONS);

    let import = theatre.import(&deals);
    assert_eq!((import.rows_new, import.rows_refused, import.rows_done), (1, 9, 10));
    let (refusals, stored) = theatre.play(move |scene| Ok((import.refusals(scene)?, import.clone().stored(scene)?)));
    let back = stored.refused(&refusals, theatre.workspace.currency);
    let told: Vec<_> = back[0].rows.iter().map(|(line, _, refusal)| (*line, refusal.reason)).collect();
    assert_eq!(told, REASONS);
    let csv = String::from_utf8(back[0].csv(("line", "reason"), |problem| problem.text.to_owned())).unwrap();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}id,owner,title,stage,opened,closed,amount,line,reason");
    assert_eq!(lines[1], "2,Ana,no day,Won,2017-01-02,soon,10,3,import-refused-day");
    assert_eq!(lines[6], "7,Ana,ragged,,,,,8,import-refused-ragged");
    assert_eq!(lines[8], "9,Ana,'=HYPERLINK(1),Won,2017-01-02,,10,10,import-refused-no-closing-day");

    // Mended, they come in; the row whose id is taken changes the deal that has it.
    let mended = csv.replace("soon", "2017-02-03").replace("2019-", "2017-");
    let again = theatre.import(&[Upload { name: "mended.csv".into(), content: mended.into_bytes() }]);
    assert_eq!((again.rows_new, again.rows_changed, again.rows_refused), (3, 1, 5));
}

#[test]
fn days_that_can_be_read_in_two_ways_are_asked_about() {
    let theatre = Theatre::open();
    let deals = [file("deals.csv", "id,owner,title,stage,opened\n1,Ana,Docks,Demo,03/04/2017\n")];
    let (reading, preview) = theatre.read(&deals, &Choices::default());
    assert_eq!(preview.ambiguous().collect::<Vec<_>>(), [("deals.csv", "opened")]);
    let refused = theatre.play_as(&theatre.system(), move |scene| Import::start(scene, &reading, &preview.choices));
    assert!(matches!(refused, Err(Error::Invalid(problems)) if problems.on("day_order").is_some()));
    let choices = Choices { day_order: Some(DayOrder::MonthFirst), ..Choices::default() };
    let (reading, preview) = theatre.read(&deals, &choices);
    let chosen = preview.choices.clone();
    let import = theatre.play(move |scene| Import::start(scene, &reading, &preview.choices));
    let reading = Reading::of(deals.to_vec(), &chosen, theatre.workspace.currency);
    theatre.finish(&std::sync::Arc::new(Run::of(import, reading, chosen)));
    let opened = "SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND opened_on = '2017-03-04'";
    assert_eq!(theatre.number(opened), 1);
}

#[test]
fn columns_and_stages_are_mapped_by_hand() {
    let theatre = Theatre::open();
    let deals = [file("export.csv", "Nombre,Fase,Quién,Importe\nMuelle,Negociación,Ana,\"1.200,50\"\n")];
    let columns =
        [("Nombre", Field::Title), ("Fase", Field::Stage), ("Quién", Field::Owner), ("Importe", Field::Amount)];
    let columns = columns.into_iter().map(|(name, field)| (name.to_owned(), Some(field))).collect();
    let mut choices = Choices::default();
    choices.files.insert("export.csv".into(), FileChoice { kind: Some(FileKind::Deals), columns });
    choices.stages.insert("negociacion".into(), "Negotiation".into());
    let (reading, preview) = theatre.read(&deals, &choices);
    let chosen = preview.choices.clone();
    let import = theatre.play(move |scene| Import::start(scene, &reading, &preview.choices));
    let reading = Reading::of(deals.to_vec(), &chosen, theatre.workspace.currency);
    let import = theatre.finish(&std::sync::Arc::new(Run::of(import, reading, chosen)));
    assert_eq!(import.rows_new, 1);
    let there =
        "SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND stage_key = 'negotiation' AND amount_minor = 120050";
    assert_eq!(theatre.number(there), 1);
}

#[test]
fn other_separators_and_encodings_come_in_alike() {
    let text = "id;owner;title;stage;opened;amount\r\n1;José;Łódź;Demo;02.01.2018;1.234,50\r\n";
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for content in [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), utf16] {
        let theatre = Theatre::open();
        let import = theatre.import(&[Upload { name: "deals.csv".into(), content }]);
        assert_eq!((import.rows_new, import.rows_refused), (1, 0));
        let there = "SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND title = 'Łódź' AND amount_minor = 123450
                     AND opened_on = '2018-01-02'";
        assert_eq!(theatre.number(there), 1);
    }
}

#[test]
fn only_operations_bring_files_in() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let deals = [file("deals.csv", "id,owner,title,stage\n1,Ana,Docks,Demo\n")];
    let (reading, preview) = theatre.read(&deals, &Choices::default());
    let actors = [
        ana.clone(),
        Actor { role: Role::Partner, ..ana.clone() },
        Actor { role: Role::Admin, read_only: true, ..ana },
    ];
    for actor in actors {
        let (looked, kept, choices) = (reading.clone(), reading.clone(), preview.choices.clone());
        let looked = theatre.play_as(&actor, move |scene| looked.preview(scene).map(drop));
        assert!(looked == Err(Error::Forbidden));
        let started = theatre.play_as(&actor, move |scene| Import::start(scene, &kept, &choices).map(drop));
        assert_eq!(started, Err(Error::Forbidden));
    }
    assert_eq!(theatre.number("SELECT COUNT(*) FROM imports WHERE workspace_id = $1"), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_bytes_make_the_reading_fail(bytes in prop::collection::vec(any::<u8>(), 0..400), tail in "[0-9,./\"\n -]{0,80}") {
        let currency = measures::money::Currency::parse("EUR").unwrap();
        let text = format!("id,owner,title,stage,opened,closed,amount\n{tail}");
        for content in [bytes, text.into_bytes()] {
            let _ = Reading::of(vec![Upload { name: "x".into(), content }], &Choices::default(), currency);
        }
    }
}
