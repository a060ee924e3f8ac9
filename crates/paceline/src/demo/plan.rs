//! What happened, day by day, as a list of acts.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::acts::{Act, What};
use super::cast::Cast;
use super::luck::Luck;
use super::names::{LEARNED, LOST, NOTES, PRODUCTS, QUESTIONS, STEPS, THANKS};
use super::playbook;

/// How many days of history there are.
pub(super) const DAYS: i32 = 730;

/// The open stages after the first: key, days that deals stand in the stage before, chance to be lost
/// there.
const WAY: [(&str, i64, f64); 4] =
    [("discovery", 7, 0.10), ("demo", 9, 0.11), ("proposal", 9, 0.13), ("negotiation", 8, 0.14)];

/// The days that deals stand in the last stage, and the chance to be lost there.
const LAST: (i64, f64) = (7, 0.12);

struct Diary<'d> {
    acts: Vec<Act>,
    luck: &'d mut Luck,
    /// What falls about tools changes nothing else.
    tools: Luck,
    zone: &'d TimeZone,
    today: Date,
    deals: usize,
}

/// Everything that happened up to now, in the order of time.
pub(super) fn history(cast: &Cast, today: Date, now: i64, zone: &TimeZone, luck: &mut Luck) -> Vec<Act> {
    let mut diary = Diary { acts: Vec::new(), luck, tools: Luck::of_day(today), zone, today, deals: 0 };
    let mut day = today.saturating_sub(DAYS.days());
    while day <= today {
        if day.weekday().to_monday_zero_offset() < 5 {
            for &seller in &cast.sellers {
                // seven new deals a month, a little more each year
                if diary.luck.chance(0.33 + f64::from((day - today).get_days() + DAYS) / 20_000.0) {
                    diary.deal(cast, seller, day);
                }
            }
        }
        day = day.saturating_add(1.day());
    }
    let Diary { mut acts, .. } = diary;
    acts.retain(|act| act.at <= now);
    acts.sort_by_key(|act| (act.at, act.deal));
    acts
}

impl Diary<'_> {
    fn write(&mut self, day: Date, hour: i64, who: usize, deal: usize, what: What) {
        let minute = self.luck.between(0, 59);
        let time = day.at(i8::try_from(hour).unwrap_or(9), i8::try_from(minute).unwrap_or(0), 0, 0);
        let at = time.to_zoned(self.zone.clone()).map_or(i64::MAX, |zoned| zoned.timestamp().as_microsecond());
        self.acts.push(Act { at, who, deal, what });
    }

    /// One deal from its first day to its last, or to now.
    fn deal(&mut self, cast: &Cast, seller: usize, opened: Date) {
        let deal = self.deals;
        self.deals += 1;
        let product = usize::try_from(self.luck.between(0, 5)).unwrap_or(0);
        let list = PRODUCTS[product % PRODUCTS.len()].2;
        let amount = list * self.luck.between(50, 220) / 100 / 100 * 100;
        let account = usize::try_from(self.luck.between(0, 119)).unwrap_or(0);
        let close = later(opened, self.luck.between(30, 75));
        self.write(opened, 9, seller, deal, What::Open { account, product, amount, close });
        let helper = cast.partners[deal % cast.partners.len()];
        if self.luck.chance(0.35) {
            let percent = self.luck.between(2, 6) * 5;
            self.write(opened, 10, seller, deal, What::Share { with: helper, percent });
        }
        let pace = 0.5 + self.luck.share() * 1.4;
        let mut day = opened;
        for (stage, days, lost) in WAY {
            day = workday(later(day, wait(days, pace, self.luck)));
            if self.luck.chance(lost) {
                return self.lose(seller, deal, day);
            }
            self.along_the_way(cast, seller, deal, day, helper);
            self.write(day, 14, seller, deal, What::Move(stage));
            self.with_tools((seller, deal, account), stage);
        }
        self.haggle(seller, deal, day, amount, close);
        day = workday(later(day, wait(LAST.0, pace, self.luck)));
        if self.luck.chance(LAST.1) { self.lose(seller, deal, day) } else { self.win(cast, seller, deal, day, helper) }
    }

    fn along_the_way(&mut self, cast: &Cast, seller: usize, deal: usize, day: Date, helper: usize) {
        let kind = *self.luck.pick(&["note", "call", "call"]);
        let note = *self.luck.pick(&NOTES);
        self.write(day, 11, seller, deal, What::Note(kind, note));
        if self.luck.chance(0.55) {
            let (step, due) = (*self.luck.pick(&STEPS), workday(later(day, self.luck.between(2, 9))));
            self.write(day, 15, seller, deal, What::Step(step, due));
        }
        if self.luck.chance(0.02) {
            let words = *self.luck.pick(&LEARNED);
            self.write(day, 16, seller, deal, What::Note("learned", words));
        }
        let recent = (self.today - day).get_days() < 20;
        if recent && self.luck.chance(0.06) {
            let words = *self.luck.pick(&QUESTIONS);
            self.write(day, 12, seller, deal, What::Ask(words));
        }
        if self.luck.chance(0.03) {
            let mate = *self.luck.pick(&cast.sellers);
            let (to, words) = (if mate == seller { helper } else { mate }, *self.luck.pick(&THANKS));
            self.write(day, 17, seller, deal, What::Thank(to, words));
        }
    }

    /// What is done with the playbook once a deal has entered a stage.
    fn with_tools(&mut self, (seller, deal, account): (usize, usize, usize), stage: &'static str) {
        let mut happens = Vec::new();
        for (_, tools) in playbook::OFTEN.iter().filter(|(often, _)| *often == stage) {
            if self.tools.chance(0.4) {
                happens.push(What::Use(*self.tools.pick(tools)));
            }
        }
        if stage == "demo" && self.tools.chance(0.5) {
            happens.push(What::Buyer(account, self.tools.pick::<&str>(&["champion", "user", "technical_evaluator"])));
        }
        if stage == "proposal" && self.tools.chance(0.6) {
            happens.push(What::Score(usize::try_from(self.tools.between(3, 8)).unwrap_or(3)));
        }
        let minute = |place: usize| i64::try_from(place).unwrap_or(0) * 60_000_000;
        let at = self.acts.last().map_or(i64::MAX, |act| act.at);
        for (place, what) in happens.into_iter().enumerate() {
            self.acts.push(Act { at: at + minute(place + 1), who: seller, deal, what });
        }
    }

    fn haggle(&mut self, seller: usize, deal: usize, day: Date, amount: i64, close: Date) {
        if self.luck.chance(0.3) {
            let agreed = amount * self.luck.between(80, 115) / 100 / 50 * 50;
            self.write(day, 15, seller, deal, What::Price(agreed));
        }
        if day > close || self.luck.chance(0.2) {
            let next = workday(later(day, self.luck.between(10, 30)));
            self.write(day, 16, seller, deal, What::Postpone(next));
        }
    }

    fn win(&mut self, cast: &Cast, seller: usize, deal: usize, day: Date, helper: usize) {
        self.write(day, 16, seller, deal, What::Win);
        if self.luck.chance(0.12) {
            let words = *self.luck.pick(&THANKS);
            self.write(day, 17, seller, deal, What::Thank(helper, words));
        }
        if self.luck.chance(0.05) {
            let words = *self.luck.pick(&LEARNED);
            let mate = *self.luck.pick(&cast.sellers);
            let who = if self.luck.chance(0.7) { seller } else { mate };
            self.write(day, 17, who, deal, What::Note("learned", words));
        }
    }

    fn lose(&mut self, seller: usize, deal: usize, day: Date) {
        let reason = *self.luck.pick(&LOST);
        self.write(day, 13, seller, deal, What::Lose(reason));
    }
}

/// Days in a stage: around the usual ones, with a long tail.
fn wait(usual: i64, pace: f64, luck: &mut Luck) -> i64 {
    let tail = if luck.chance(0.12) { 2.4 } else { 1.0 };
    let hundredths = luck.between(40, 160);
    let stretch = if pace * tail > 1.6 { 180 } else { 100 };
    (usual * hundredths * stretch / 10_000).max(1)
}

fn later(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The day itself, or the Monday after a weekend.
fn workday(day: Date) -> Date {
    match day.weekday().to_monday_zero_offset() {
        5 => later(day, 2),
        6 => later(day, 1),
        _ => day,
    }
}
