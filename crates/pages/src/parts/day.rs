use http::Texts;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A day as people say it: `today`, `tomorrow`, `Friday` within a week, `27 November`, with the year
/// when it is another one.
pub(crate) fn spoken(day: Date, today: Date, texts: Texts) -> String {
    match (day - today).get_days() {
        0 => texts.say("day-today").to_owned(),
        1 => texts.say("day-tomorrow").to_owned(),
        -1 => texts.say("day-yesterday").to_owned(),
        2..=6 => weekday(day, texts).to_owned(),
        _ if day.year() == today.year() => format!("{} {}", day.day(), month(day, texts)),
        _ => full(day, texts),
    }
}

/// A day with its year: `27 November 2017`.
pub(crate) fn full(day: Date, texts: Texts) -> String {
    format!("{} {} {}", day.day(), month(day, texts), day.year())
}

/// The time of day of an instant (microseconds since 1970 UTC): `09:14`.
pub(crate) fn clock(instant: i64, zone: &TimeZone) -> String {
    let time = Timestamp::from_microsecond(instant).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// An instant as people say it: the day and, when it is recent, the time.
pub(crate) fn ago(instant: i64, now: i64, zone: &TimeZone, texts: Texts) -> String {
    let (day, today) = (domain::day_of(instant, zone), domain::day_of(now, zone));
    let said = spoken(day, today, texts);
    if (today - day).get_days() < 7 { format!("{said} {}", clock(instant, zone)) } else { said }
}

/// A day with its weekday: `Monday 23 November`, with the year when it is not this year's.
pub(crate) fn long(day: Date, today: Date, texts: Texts) -> String {
    let year = if day.year() == today.year() { String::new() } else { format!(" {}", day.year()) };
    format!("{} {} {}{year}", weekday(day, texts), day.day(), month(day, texts))
}

fn weekday(day: Date, texts: Texts) -> &'static str {
    const DAYS: [&str; 7] =
        ["day-monday", "day-tuesday", "day-wednesday", "day-thursday", "day-friday", "day-saturday", "day-sunday"];
    let place = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    texts.say(DAYS[place % 7])
}

/// The name of its month.
pub(crate) fn month(day: Date, texts: Texts) -> &'static str {
    const MONTHS: [&str; 12] = [
        "month-january",
        "month-february",
        "month-march",
        "month-april",
        "month-may",
        "month-june",
        "month-july",
        "month-august",
        "month-september",
        "month-october",
        "month-november",
        "month-december",
    ];
    let place = usize::try_from(day.month() - 1).unwrap_or(0);
    texts.say(MONTHS[place % 12])
}
