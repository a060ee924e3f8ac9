use db::{FromRow, Row};
use domain::figures::forecast::{History, Landing, Outlook, Past, Question, WinRateFrom, answer, keep, kept};
use domain::{ClosureDraft, Deal, DealDraft, MoveDraft};
use jiff::civil::{Date, date};
use measures::forecast::{Exit, Model, PRIOR_DEALS, Visit};

use crate::theatre::{Theatre, feb, february, mine};

/// Ana's January: `won` deals of 100 and `lost` ones, each closed as many days after it was opened as its
/// number says, and moved to Discovery on the way.
fn january(theatre: &Theatre, ana: &domain::Actor, won: i8, lost: i8) {
    for (count, outcome) in [(won, "won"), (lost, "lost")] {
        for n in 0..count {
            let opened = date(2017, 1, 3 + n % 7);
            let deal = theatre.open_deal(opened, ana, "Past", "100");
            let days = |days: i32| opened.checked_add(jiff::Span::new().days(days)).unwrap();
            let draft = MoveDraft { stage: "discovery".into(), ..MoveDraft::default() };
            theatre.on(days(2), ana, move |scene| Deal::with_id(scene, deal)?.move_to(scene, &draft));
            theatre.close(days(4 + i32::from(n)), ana, deal, outcome);
        }
    }
}

fn ask(theatre: &Theatre, ana: &domain::Actor, as_of: Date) -> (Question, Outlook) {
    let whose = mine(ana);
    let (question, past) = theatre.on(feb(20), &theatre.system(), move |scene| {
        Ok((Question::read(scene, whose, february(), as_of)?, Past::read(scene, as_of)?))
    });
    let outlook = answer(&question, &History::learn(&past));
    (question, outlook)
}

struct Row5 {
    deal: [u8; 16],
    stage: String,
    entered: Option<Date>,
    left: Option<Date>,
}

impl FromRow for Row5 {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let day = |name| row.maybe_text(name).map(|text| text.and_then(|text| text.parse().ok()));
        Ok(Self {
            deal: row.id("deal_id")?,
            stage: row.text("stage_key")?,
            entered: day("entered_on")?,
            left: day("left_on")?,
        })
    }
}

/// The model of the definitions, from the raw rows of all visits.
fn by_hand(theatre: &Theatre, day: Date) -> Model {
    let rows: Vec<Row5> = theatre.rows(
        "SELECT deal_id, stage_key, entered_on, left_on FROM stage_visits WHERE workspace_id = $1 ORDER BY deal_id, number",
        &[],
    );
    let open = ["prospecting", "discovery", "demo", "proposal", "negotiation"];
    let mut history = measures::forecast::History::new(open.len());
    for (at, row) in rows.iter().enumerate() {
        let (Some(stage), Some(entered)) = (open.iter().position(|key| *key == row.stage), row.entered) else {
            continue;
        };
        if entered >= day {
            continue;
        }
        let next = rows.get(at + 1).filter(|next| next.deal == row.deal).map(|next| next.stage.as_str());
        let left = row.left.filter(|left| *left < day);
        let exit = match (left, next) {
            (None, _) | (_, None) => Exit::StillOpen,
            (_, Some("won")) => Exit::Won,
            (_, Some("lost")) => Exit::Lost,
            (_, Some(key)) => Exit::To(open.iter().position(|open| *open == key).unwrap()),
        };
        let days = entered.until(left.unwrap_or(day)).unwrap().get_days();
        history.add(Visit { stage, days: u32::try_from(days).unwrap(), exit });
    }
    Model::fit(&history, PRIOR_DEALS, 40)
}

#[test]
fn a_deals_probability_is_that_of_the_workspaces_own_history() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    january(&theatre, &ana, 9, 6);
    theatre.aim(mine(&ana), "2017-02", "1000");
    let deal = theatre.open_deal(feb(3), &ana, "Docks", "400");
    let (question, outlook) = ask(&theatre, &ana, feb(13));
    assert_eq!((question.days_left, question.deals.len(), outlook.closed, outlook.learned), (16, 1, 15, true));
    let model = by_hand(&theatre, feb(13));
    let (now, in_next) = outlook.chance(deal).unwrap();
    assert!((now - model.probability_won_by(0, 10, 16)).abs() < 1e-6);
    assert!((in_next - model.probability_won_by(1, 0, 16)).abs() < 1e-6);
    assert!(matches!(outlook.landing, Landing::Likely(_)), "{:?}", outlook.landing);
    assert!(outlook.p10 <= outlook.p50 && outlook.p50 <= outlook.p90);
}

#[test]
fn nothing_of_the_day_itself_or_later_is_known() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    january(&theatre, &ana, 9, 6);
    theatre.aim(mine(&ana), "2017-02", "1000");
    let deal = theatre.open_deal(feb(3), &ana, "Docks", "400");
    theatre.on(feb(14), &ana, move |scene| {
        let won = ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() };
        Deal::with_id(scene, deal)?
            .change(scene, &domain::TermsDraft { amount: Some("900".into()), ..Default::default() })?;
        Deal::with_id(scene, deal)?.close(scene, &won)
    });
    let (question, outlook) = ask(&theatre, &ana, feb(13));
    assert_eq!(
        (question.deals[0].credit, question.remaining),
        (Some(40_000), Some(100_000)),
        "with its amount of then"
    );
    assert_eq!(outlook.closed, 15);
    let model = by_hand(&theatre, feb(13));
    assert!((outlook.chance(deal).unwrap().0 - model.probability_won_by(0, 10, 16)).abs() < 1e-6);
    let (later, _) = ask(&theatre, &ana, feb(14));
    assert_eq!((later.deals.len(), later.remaining), (0, Some(10_000)));
}

#[test]
fn no_number_is_given_too_early_or_from_too_little() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let landing = |day| ask(&theatre, &ana, day).1.landing;
    theatre.open_deal(feb(1), &ana, "Docks", "400");
    assert_eq!(landing(feb(13)), Landing::NoTarget);
    theatre.aim(mine(&ana), "2017-02", "1000");
    assert_eq!(landing(feb(13)), Landing::TooFewClosed(0, 10));
    assert_eq!(landing(feb(7)), Landing::TooFewDays(4, 5));
    let (_, outlook) = ask(&theatre, &ana, feb(13));
    assert_eq!((outlook.learned, outlook.chances[0].won), (false, 100_000), "what the team set for the stage");
    assert_eq!(outlook.win_rate.from, WinRateFrom::Preset);
    theatre.win(feb(10), &ana, "Piers", "1000");
    assert_eq!(landing(feb(13)), Landing::Landed);
}

#[test]
fn the_win_rate_weighs_by_value_and_lost_deals_by_what_they_were_worth() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    january(&theatre, &ana, 15, 5);
    let (_, outlook) = ask(&theatre, &ana, feb(13));
    assert_eq!(
        (outlook.win_rate.from, outlook.win_rate.closed, outlook.win_rate.millionths),
        (WinRateFrom::Own, 20, 750_000)
    );
    let ben = theatre.person("Ben");
    theatre.team("North", &[&ben]);
    assert_eq!(ask(&theatre, &ben, feb(13)).1.win_rate.from, WinRateFrom::Preset);
}

#[test]
fn the_same_question_gets_the_same_answer_and_only_todays_is_kept() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    january(&theatre, &ana, 9, 6);
    theatre.aim(mine(&ana), "2017-02", "1000");
    let deal = theatre.open_deal(feb(3), &ana, "Docks", "400");
    let (question, outlook) = ask(&theatre, &ana, feb(20));
    assert_eq!(ask(&theatre, &ana, feb(20)).1, outlook);
    let said = || -> Vec<i64> {
        theatre
            .rows("SELECT millionths FROM deal_probabilities WHERE workspace_id = $1 AND deal_id = $2", &[deal.into()])
    };
    let save = |day, question: &Question, outlook: &Outlook| {
        let (question, outlook) = (question.clone(), outlook.clone());
        theatre.on(day, &theatre.system(), move |scene| keep(scene, &question, &outlook))
    };
    let (past, then) = ask(&theatre, &ana, feb(13));
    assert!(!save(feb(20), &past, &then));
    assert_eq!(said(), Vec::<i64>::new());
    assert!(save(feb(20), &question, &outlook));
    assert!(save(feb(20), &question, &outlook), "again changes nothing");
    assert_eq!(said(), [outlook.chances[0].won]);
    let whose = mine(&ana);
    let read = |day| theatre.on(feb(21), &ana, move |scene| kept(scene, whose, february(), day));
    assert_eq!(read(feb(21)).map(|kept| kept.outlook), Some(outlook));
    assert_eq!(read(feb(19)), None);
}

#[test]
fn what_comes_from_deals_not_open_yet_is_counted_over_all_windows_of_the_length() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    // Four days from opening to the win, in 42 days that were watched: 2 Jan to 13 Feb.
    theatre.open_deal(date(2017, 1, 2), &ana, "Long", "5");
    let quick = theatre.open_deal(date(2017, 1, 9), &ana, "Quick", "70");
    theatre.close(date(2017, 1, 13), &ana, quick, "won");
    let (question, _) = ask(&theatre, &ana, feb(13));
    assert_eq!(question.new_business.amounts, [7_000]);
    assert!((question.new_business.wins - (16.0 - 4.0) / 42.0).abs() < 1e-9);
}

#[test]
fn a_discarded_deal_counts_no_more_from_that_day_on_and_again_once_it_is_back() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let draft = DealDraft { title: "Wrong".into(), amount: "1".into(), ..DealDraft::default() };
    let deal = theatre.on(feb(1), &ana, move |scene| Deal::open(scene, &draft)).id;
    theatre.on(feb(3), &ana, move |scene| Deal::with_id(scene, deal)?.discard(scene));
    assert_eq!(ask(&theatre, &ana, feb(13)).0.deals, []);
    assert_eq!(ask(&theatre, &ana, feb(2)).0.deals.len(), 1, "on the day before, it was there");
    theatre.on(feb(5), &ana, move |scene| Deal::with_id(scene, deal)?.restore(scene));
    for (day, deals) in [(2, 1), (4, 0), (5, 1), (13, 1)] {
        assert_eq!(ask(&theatre, &ana, feb(day)).0.deals.len(), deals, "{day} February");
    }
}
