//! How selling goes, counted a second time by other means: from the bare rows, and by another program.

use std::collections::{BTreeMap, BTreeSet};

use db::{FromRow, Row};
use domain::figures::insight::{EventLog, Insight, InsightAsked, Paths};
use domain::import::{EventColumns, EventFile, Sheet};
use domain::{Arrival, Deal, End, NewDeal, Process, Stage, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use measures::money::{Currency, Money};
use serde_json::Value as Json;

use crate::maven::maven;
use crate::theatre::Theatre;

/// A stay, as it stands in the table.
struct Visit {
    deal: i64,
    stage: String,
    kind: String,
    entered: Option<Date>,
    left: Option<Date>,
    position: i64,
}

impl FromRow for Visit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let day = |text: Option<String>| text.map(|text| text.parse().unwrap());
        Ok(Self {
            deal: row.int("deal")?,
            stage: row.text("stage_key")?,
            kind: row.text("kind")?,
            entered: day(row.maybe_text("entered_on")?),
            left: day(row.maybe_text("left_on")?),
            position: row.int("position")?,
        })
    }
}

const VISITS: &str = "
    SELECT d.number AS deal, v.stage_key, v.kind, v.entered_on, v.left_on, s.position
    FROM stage_visits v
    JOIN deals d ON d.workspace_id = v.workspace_id AND d.id = v.deal_id AND d.discarded_at IS NULL
    JOIN stages s ON s.workspace_id = v.workspace_id AND s.process_id = v.process_id AND s.stage_key = v.stage_key
      AND s.version = v.process_version
    WHERE v.workspace_id = $1 ORDER BY d.number, v.number";

fn visits(theatre: &Theatre) -> Vec<Visit> {
    let id = theatre.workspace.id;
    let visits: db::Result<Vec<Visit>> = theatre.db.read_blocking(move |mut tx| tx.all(VISITS, &[id.into()]));
    visits.unwrap()
}

fn known(theatre: &Theatre, process: &str) -> Paths {
    let process = process.to_owned();
    theatre.play(move |scene| {
        let process = Process::keyed(scene, &process)?;
        Paths::read(scene, &process)
    })
}

fn insight(theatre: &Theatre, process: &str, asked: InsightAsked) -> Insight {
    let today = theatre.play(|scene| Ok(scene.today()));
    known(theatre, process).insight(&asked, today, None)
}

fn days(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days()).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "counts and microseconds are below 2^53")]
fn real(count: usize) -> f64 {
    count as f64
}

/// Kaplan and Meier as the textbook has it: day by day, everybody counted anew on each.
fn first_day_with(stays: &[(u32, bool)], share: f64) -> Option<u32> {
    let mut left = 1.0;
    for day in 0..=stays.iter().map(|(days, _)| *days).max()? {
        let at_risk = stays.iter().filter(|(days, _)| *days >= day).count();
        let ended = stays.iter().filter(|(days, ended)| *days == day && *ended).count();
        if at_risk > 0 {
            left *= 1.0 - real(ended) / real(at_risk);
        }
        if ended > 0 && left <= 1.0 - share + 1e-9 {
            return Some(day);
        }
    }
    None
}

/// Everything about the stages of a span, from the bare rows.
fn check_stages(theatre: &Theatre, asked: InsightAsked, told: &Insight) {
    let today = theatre.play(|scene| Ok(scene.today()));
    let as_of = asked.to.min(today);
    let all = visits(theatre);
    let inside = |visit: &&Visit| visit.entered.is_some_and(|day| (asked.from..=asked.to).contains(&day));
    let mut compared = 0;
    for stage in &told.stages {
        let here = || all.iter().filter(|visit| visit.stage == stage.stage.key).filter(inside);
        let stays: Vec<(u32, bool)> = here()
            .map(|visit| {
                let left = visit.left.filter(|day| *day <= as_of);
                (days(visit.entered.unwrap(), left.unwrap_or(as_of)), left.is_some())
            })
            .collect();
        assert_eq!(stage.median, first_day_with(&stays, 0.5), "{}", stage.stage.name);
        assert_eq!(stage.p85, first_day_with(&stays, 0.85), "{}", stage.stage.name);
        let deals: BTreeSet<i64> = here().map(|visit| visit.deal).collect();
        let (mut left, mut advanced) = (0, 0);
        for deal in &deals {
            let way: Vec<&Visit> = all.iter().filter(|visit| visit.deal == *deal).collect();
            let first = way.iter().position(|visit| visit.stage == stage.stage.key && inside(visit)).unwrap();
            if way[first].left.is_none_or(|day| day > as_of) {
                continue;
            }
            left += 1;
            let later = way[first + 1..].iter().filter(|visit| visit.entered.is_none_or(|day| day <= as_of));
            let further =
                |visit: &&Visit| visit.kind == "won" || (visit.kind == "open" && visit.position > way[first].position);
            advanced += u64::from(later.copied().any(|visit| further(&visit)));
        }
        assert_eq!(
            (stage.entered, stage.left, stage.advanced),
            (deals.len() as u64, left, advanced),
            "{}",
            stage.stage.name
        );
        compared += stays.len();
    }
    assert!(compared > 0, "something was compared");
}

#[test]
fn maven_goes_as_a_second_count_says() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.import(&uploads);
    let asked = InsightAsked { whose: None, from: date(2016, 10, 1), to: date(2017, 12, 31), open: false };
    let told = insight(&theatre, "", asked);
    assert_eq!((told.outcomes.won, told.outcomes.lost), (4_238, 2_473));
    assert!((told.outcomes.win_rate().unwrap() - 4_238.0 / 6_711.0).abs() < 1e-12);
    assert_eq!(told.ways.iter().map(|way| way.deals).sum::<u64>(), 6_711);
    check_stages(&theatre, asked, &told);
}

/// Numbers that look random and are the same each time.
struct Luck(u64);

impl Luck {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A deal that wanders: on, over, back; still open, won or lost.
fn wandering(luck: &mut Luck, stages: &[Stage], owner: domain::MemberId, number: u64) -> Arrival {
    let open: Vec<&Stage> = stages.iter().filter(|stage| stage.kind == Status::Open).collect();
    let mut day = date(2016, 6, 1).saturating_add(i64::try_from(luck.below(200)).unwrap().days());
    let mut at = usize::try_from(luck.below(2)).unwrap();
    let currency = Currency::parse("USD").unwrap();
    let new = NewDeal {
        title: format!("Deal {number}"),
        account: None,
        contact: None,
        product: None,
        amount: Some(Money::new(100_000, currency)),
        estimated: false,
        currency,
        expected_close: None,
        stage: open[at].clone(),
        opened_on: Some(day),
        owner,
        team: None,
    };
    let mut arrival = Arrival::of(new);
    for _ in 0..luck.below(8) {
        day = day.saturating_add(i64::try_from(luck.below(25)).unwrap().days());
        let to = match luck.below(10) {
            0 => at.saturating_sub(1),
            1 => (at + 2).min(open.len() - 1),
            _ => (at + 1).min(open.len() - 1),
        };
        if to != at {
            at = to;
            arrival.way.push((open[at].clone(), day));
        }
    }
    let end = luck.below(3);
    if end < 2 {
        let kind = if end == 0 { Status::Won } else { Status::Lost };
        let stage = stages.iter().find(|stage| stage.kind == kind).unwrap().clone();
        let on = day.saturating_add(i64::try_from(luck.below(20)).unwrap().days());
        let reason = (kind == Status::Lost).then(|| "price".to_owned());
        arrival.end = Some(End { stage, on, amount: None, reason });
    }
    arrival
}

#[test]
fn wandering_deals_go_as_a_second_count_says() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.play(move |scene| {
        let (mut luck, stages) = (Luck(7), Stage::standard(scene)?);
        let arrivals = (1..=400).map(|number| wandering(&mut luck, &stages, ana.id, number)).collect();
        Deal::arrive(scene, arrivals).map(drop)
    });
    for (from, to) in [((2016, 6, 1), (2017, 12, 31)), ((2016, 8, 1), (2016, 10, 31)), ((2016, 12, 1), (2017, 1, 31))] {
        let day = |(year, month, day)| date(year, month, day);
        let asked = InsightAsked { whose: None, from: day(from), to: day(to), open: false };
        check_stages(&theatre, asked, &insight(&theatre, "", asked));
    }
}

#[test]
fn what_is_at_hand_is_brought_up_to_date_deal_by_deal() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let arrive = |from: u64| {
        theatre.play(move |scene| {
            let (mut luck, stages) = (Luck(from), Stage::standard(scene)?);
            let arrivals = (from..from + 30).map(|number| wandering(&mut luck, &stages, ana.id, number)).collect();
            Deal::arrive(scene, arrivals).map(drop)
        });
    };
    arrive(1);
    let before = known(&theatre, "");
    arrive(31);
    theatre.play(|scene| {
        let mut deal = Deal::numbered(scene, 1)?;
        let draft = domain::MoveDraft { stage: "lost".into(), reason: "price".into(), ..domain::MoveDraft::default() };
        deal.move_to(scene, &draft).or(Ok(()))
    });
    let again = theatre.play(move |scene| {
        let mut known = before.clone();
        known.refresh(scene)?;
        Ok(known)
    });
    assert_eq!(again, known(&theatre, ""), "as if everything were read anew");
}

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
fn follows(log: &EventLog) -> BTreeMap<(&str, &str), u64> {
    let mut counts = BTreeMap::new();
    for case in &log.cases {
        for pair in case.events.windows(2) {
            *counts.entry((pair[0].stage.as_str(), pair[1].stage.as_str())).or_insert(0) += 1;
        }
    }
    counts
}

#[test]
fn another_program_says_the_same_about_a_log_with_leaps_returns_and_repeats() {
    let theatre = Theatre::open();
    theatre.person("Ana");
    let (log, told, _) = brought_in(&theatre, include_bytes!("oracle/log.csv").to_vec());
    let answers: Json = serde_json::from_str(include_str!("oracle/answers.json")).unwrap();
    assert_eq!(log.cases.len() as u64, answers["cases"].as_u64().unwrap());
    assert_eq!(
        log.cases.iter().map(|case| case.events.len()).sum::<usize>() as u64,
        answers["events"].as_u64().unwrap()
    );
    let names: BTreeMap<String, String> = theatre.play(Stage::names).into_iter().collect();
    let theirs: BTreeMap<Vec<&str>, &Json> = answers["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|variant| {
            (variant["way"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect(), variant)
        })
        .collect();
    assert!(theirs.len() > 40, "the log is worth asking about");
    assert_eq!(told.ways_in_all, theirs.len() as u64);
    for way in &told.ways {
        let stages: Vec<&str> = way.stages.iter().map(|key| names[key].as_str()).collect();
        let variant = theirs[&stages];
        assert_eq!(way.deals, variant["deals"].as_u64().unwrap(), "{stages:?}");
        assert!((way.fitness - variant["fitness"].as_f64().unwrap()).abs() < 1e-9, "{stages:?}: {}", way.fitness);
    }
    let counted: BTreeMap<(&str, &str), u64> = answers["follows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| ((row[0].as_str().unwrap(), row[1].as_str().unwrap()), row[2].as_u64().unwrap()))
        .collect();
    assert_eq!(follows(&log), counted);
    for case in &log.cases {
        let seconds = real(usize::try_from(case.events.last().unwrap().at - case.events[0].at).unwrap()) / 1e6;
        let theirs = answers["seconds"][&case.title].as_f64().unwrap();
        assert!((seconds - theirs).abs() < 1e-6, "{}", case.title);
    }
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
}
