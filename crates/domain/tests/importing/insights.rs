//! How selling goes, counted a second time from the bare rows.

use std::collections::BTreeSet;

use db::{FromRow, Row};
use domain::figures::insight::{Insight, InsightAsked, Paths};
use domain::{Arrival, Deal, End, NewDeal, Process, Stage, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use measures::money::{Currency, Money};

use crate::maven::maven;
use crate::theatre::Theatre;

/// A stay, as it stands in the table.
pub struct Visit {
    deal: i64,
    stage: String,
    kind: String,
    pub entered: Option<Date>,
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

pub fn visits(theatre: &Theatre) -> Vec<Visit> {
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

pub fn insight(theatre: &Theatre, process: &str, asked: InsightAsked) -> Insight {
    let today = theatre.play(|scene| Ok(scene.today()));
    known(theatre, process).insight(&asked, today, None)
}

pub fn days(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days()).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "counts and microseconds are below 2^53")]
pub fn real(count: usize) -> f64 {
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
    check_flow(asked, told, &all);
}

/// What stood where on each day that is told, and how many had closed.
fn check_flow(asked: InsightAsked, told: &Insight, all: &[Visit]) {
    assert!(told.flow.len() > 20 && told.flow.len() <= 61);
    for flow in &told.flow {
        let stood = |visit: &&Visit| {
            visit.entered.is_some_and(|day| day <= flow.day) && visit.left.is_none_or(|day| day > flow.day)
        };
        let here = |key: &str| all.iter().filter(|visit| visit.stage == key).filter(stood).count() as u64;
        let expected: Vec<u64> = told.stages.iter().map(|stage| here(&stage.stage.key)).collect();
        assert_eq!(flow.standing, expected, "{}", flow.day);
        let closed = |visit: &&Visit| {
            visit.kind != "open" && visit.entered.is_some_and(|day| (asked.from..=flow.day).contains(&day))
        };
        assert_eq!(flow.closed, all.iter().filter(closed).count() as u64, "{}", flow.day);
    }
    for stage in &told.stages {
        assert!(stage.ages.iter().sum::<u64>() <= stage.open && stage.ages[2] == stage.stuck_in_all);
    }
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

#[test]
fn a_deal_whose_import_was_taken_back_is_not_counted() {
    let theatre = Theatre::open();
    let file = crate::theatre::file("deals.csv", "Deal Name,Stage,Amount\nBeans,Demo,5\nCups,Proposal,7\n");
    let import = theatre.import(&[file]);
    let before = known(&theatre, "");
    theatre.undo(&import);
    let again = theatre.play(move |scene| {
        let mut known = before.clone();
        known.refresh(scene)?;
        Ok(known)
    });
    let asked = InsightAsked { whose: None, from: date(2016, 1, 1), to: date(2018, 1, 1), open: true };
    let open = |paths: &Paths| paths.insight(&asked, date(2018, 1, 1), None).outcomes.open;
    assert_eq!(open(&again), 0);
}

/// Numbers that look random and are the same each time.
pub struct Luck(pub u64);

impl Luck {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A deal that wanders: on, over, back; still open, won or lost.
pub fn wandering(luck: &mut Luck, stages: &[Stage], owner: domain::MemberId, number: u64) -> Arrival {
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
    let anew = known(&theatre, "");
    for (from, to) in [(date(2016, 6, 1), date(2017, 6, 30)), (date(2016, 10, 1), date(2016, 12, 31))] {
        let asked = InsightAsked { whose: None, from, to, open: true };
        let told = |paths: &Paths| paths.insight(&asked, to, Some(domain::Id::bytes(ana.id)));
        assert_eq!(told(&again), told(&anew), "as if everything were read anew");
        assert!(told(&anew).ways_in_all > 5);
    }
}
