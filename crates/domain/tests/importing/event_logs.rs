//! Logs of events from elsewhere: they come in whole, and another program says the same about them.

use std::collections::BTreeMap;

use domain::figures::insight::{EventLog, Insight, InsightAsked};
use domain::import::{EventColumns, EventFile, Sheet};
use domain::{Process, Stage, Status};
use jiff::civil::date;
use jiff::tz::TimeZone;
use serde_json::Value as Json;

use crate::insights::{insight, real};
use crate::theatre::Theatre;

/// A log brought into a process of its own, and what it is then.
fn brought_in(theatre: &Theatre, content: Vec<u8>) -> (EventLog, Insight, Process) {
    let (process, log) = theatre.play(move |scene| {
        let zone = TimeZone::UTC;
        let file = EventFile::read(&Sheet::read(&content).unwrap(), &EventColumns::default(), &zone)?;
        assert_eq!(file.refused, []);
        let process = file.process(scene, "Claims")?;
        let owner = domain::Member::all(scene)?[0].id;
        let done = file.bring_in(scene, &process, (0, usize::MAX), owner)?;
        assert_eq!((done.new, done.refused), (file.cases.len(), 0));
        let again = file.bring_in(scene, &process, (0, usize::MAX), owner)?;
        assert_eq!((again.new, again.known), (0, file.cases.len()), "twice is once");
        let log = EventLog::read(scene, &process, None)?;
        Ok((process, log))
    });
    let asked = InsightAsked { whose: None, from: date(2000, 1, 1), to: date(2030, 1, 1), open: true };
    let insight = insight(theatre, &process.key, asked);
    (log, insight, process)
}

/// Which stage followed which how often.
fn follows(log: &EventLog) -> BTreeMap<(String, String), u64> {
    let mut counts = BTreeMap::new();
    for case in &log.cases {
        for pair in case.events.windows(2) {
            *counts.entry((pair[0].stage.clone(), pair[1].stage.clone())).or_insert(0) += 1;
        }
    }
    counts
}

/// Whether another program says the same: cases, events, ways and how they fit, what follows what, how long it took.
fn check_answers(theatre: &Theatre, (log, told): (&EventLog, &Insight), answers: &str) {
    let answers: Json = serde_json::from_str(answers).unwrap();
    let events: usize = log.cases.iter().map(|case| case.events.len()).sum();
    let counts = [log.cases.len(), events].map(|count| Some(count as u64));
    assert_eq!(counts, [answers["cases"].as_u64(), answers["events"].as_u64()]);
    let names: BTreeMap<String, String> = theatre.play(Stage::names).into_iter().collect();
    let texts = |way: &Json| -> Vec<String> {
        way.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let theirs: BTreeMap<Vec<String>, &Json> =
        answers["variants"].as_array().unwrap().iter().map(|variant| (texts(&variant["way"]), variant)).collect();
    assert_eq!(told.ways_in_all, theirs.len() as u64);
    for way in &told.ways {
        let stages: Vec<String> = way.stages.iter().map(|key| names[key].clone()).collect();
        let variant = theirs[&stages];
        assert_eq!(way.deals, variant["deals"].as_u64().unwrap(), "{stages:?}");
        assert!((way.fitness - variant["fitness"].as_f64().unwrap()).abs() < 1e-9, "{stages:?}: {}", way.fitness);
    }
    let pair = |row: &Json| (row[0].as_str().unwrap().to_owned(), row[1].as_str().unwrap().to_owned());
    let rows = answers["follows"].as_array().unwrap().iter();
    let counted: BTreeMap<(String, String), u64> = rows.map(|row| (pair(row), row[2].as_u64().unwrap())).collect();
    assert_eq!(follows(log), counted);
    for case in &log.cases {
        let seconds = real(usize::try_from(case.events.last().unwrap().at - case.events[0].at).unwrap()) / 1e6;
        assert!((seconds - answers["seconds"][&case.title].as_f64().unwrap()).abs() < 1e-6, "{}", case.title);
    }
}

#[test]
fn another_program_says_the_same_about_a_log_with_leaps_returns_and_repeats() {
    let theatre = Theatre::open();
    theatre.person("Ana");
    let (log, told, _) = brought_in(&theatre, include_bytes!("oracle/log.csv").to_vec());
    assert!(told.ways_in_all > 40, "the log is worth asking about");
    check_answers(&theatre, (&log, &told), include_str!("oracle/answers.json"));
}

#[test]
fn the_running_example_has_six_ways() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/eventlog/running-example.csv");
    let Ok(content) = std::fs::read(path) else {
        println!("The running example is not here: this was not tried.");
        return;
    };
    let theatre = Theatre::open();
    theatre.person("Ana");
    let (log, told, process) = brought_in(&theatre, content);
    assert_eq!((log.cases.len(), told.ways.len()), (6, 6));
    let stages = theatre.play(move |scene| Stage::of(scene, process.id, 1));
    assert_eq!(stages.iter().filter(|stage| stage.kind == Status::Open).count(), 8);
    assert_eq!((stages[0].name.as_str(), stages[1].name.as_str()), ("register request", "examine casually"));
    // `cargo x check --oracle` has just asked
    if let Ok(answers) = std::env::var("RUNNING_EXAMPLE") {
        check_answers(&theatre, (&log, &told), &std::fs::read_to_string(answers).unwrap());
    }
}
