//! The log of events of a process, as programs that look at processes read it: XES and OCEL 2.0.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use db::{FromRow, Row};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::Whose;
use super::Paths;
use super::path::Path;
use crate::deal::day;
use crate::{Process, Result, Scene, Stage, day_of};

/// Every deal of a process as a trace of the stages that it entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLog {
    /// The name of the process.
    pub name: String,
    /// The deals, in the order of their numbers.
    pub cases: Vec<Case>,
}

/// A deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its number.
    pub number: i64,
    /// Its title: what an imported log called the case.
    pub title: String,
    /// What happened, in order.
    pub events: Vec<Happened>,
}

/// A stage was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The name of the stage.
    pub stage: String,
    /// When, in microseconds since 1970 UTC: the first moment of the day where no more is known.
    pub at: i64,
    /// The name of who did it.
    pub by: Option<String>,
}

impl EventLog {
    /// Reads it: the ways, then every visit and title in a statement each.
    pub fn read(scene: &mut Scene<'_>, process: &Process, whose: Option<Whose>) -> Result<Self> {
        let paths = Paths::read(scene, process)?;
        let names: BTreeMap<String, String> = Stage::names(scene)?.into_iter().collect();
        let zone = scene.actor.workspace.zone();
        let mut events: BTreeMap<[u8; 16], Vec<Happened>> = BTreeMap::new();
        for entered in scene.all::<Entered>(ENTERED, &[process.id.into()])? {
            let begins =
                |day: Date| day.to_zoned(zone.clone()).map_or(entered.at, |day| day.timestamp().as_microsecond());
            // what came in later is known by its day only
            let at = match entered.on {
                Some(day) if day_of(entered.at, &zone) != day => begins(day),
                _ => entered.at,
            };
            let stage = names.get(&entered.stage).cloned().unwrap_or(entered.stage);
            events.entry(entered.deal).or_default().push(Happened { stage, at, by: entered.by });
        }
        let mut titles: BTreeMap<[u8; 16], String> =
            scene.all::<Titled>(TITLES, &[process.id.into()])?.into_iter().map(|deal| (deal.id, deal.title)).collect();
        let case = |path: &Path| Case {
            number: path.number,
            title: titles.remove(&path.deal).unwrap_or_default(),
            events: events.remove(&path.deal).unwrap_or_default(),
        };
        let mut cases: Vec<Case> = paths.of(whose).into_iter().map(case).collect();
        cases.sort_unstable_by_key(|case| case.number);
        Ok(Self { name: process.name.clone(), cases })
    }

    /// After IEEE 1849-2023, with the extensions for names, times, people and life cycles.
    #[must_use]
    pub fn xes(&self) -> String {
        let mut xes = String::from(XES);
        let _ = writeln!(xes, "  <string key=\"concept:name\" value=\"{}\"/>", Escaped(&self.name));
        for case in &self.cases {
            let _ = writeln!(xes, "  <trace>\n    <string key=\"concept:name\" value=\"{}\"/>", case.number);
            let _ = writeln!(xes, "    <string key=\"title\" value=\"{}\"/>", Escaped(&case.title));
            for event in &case.events {
                let _ = writeln!(
                    xes,
                    "    <event>\n      <string key=\"concept:name\" value=\"{}\"/>",
                    Escaped(&event.stage)
                );
                let _ = writeln!(xes, "      <date key=\"time:timestamp\" value=\"{}\"/>", instant(event.at));
                if let Some(by) = &event.by {
                    let _ = writeln!(xes, "      <string key=\"org:resource\" value=\"{}\"/>", Escaped(by));
                }
                xes.push_str("      <string key=\"lifecycle:transition\" value=\"complete\"/>\n    </event>\n");
            }
            xes.push_str("  </trace>\n");
        }
        xes.push_str("</log>\n");
        xes
    }

    /// After OCEL 2.0, as JSON: deals and people are objects; entering a stage is an event of both.
    #[must_use]
    pub fn ocel(&self) -> String {
        let stages: BTreeSet<&str> = self.events().map(|(_, _, event)| event.stage.as_str()).collect();
        let people: BTreeSet<&str> = self.events().filter_map(|(_, _, event)| event.by.as_deref()).collect();
        let deals = self.cases.iter().map(|case| {
            let first = case.events.first().map_or(0, |event| event.at);
            let title = json!({ "name": "title", "value": case.title, "time": instant(first) });
            json!({ "id": format!("deal-{}", case.number), "type": "deal", "attributes": [title] })
        });
        let persons =
            people.iter().map(|name| json!({ "id": format!("person-{name}"), "type": "person", "attributes": [] }));
        let events = self.events().map(|(case, place, event)| {
            let deal = json!({ "objectId": format!("deal-{}", case.number), "qualifier": "deal" });
            let person = event.by.as_ref().map(|by| json!({ "objectId": format!("person-{by}"), "qualifier": "by" }));
            let about: Vec<Value> = [deal].into_iter().chain(person).collect();
            json!({ "id": format!("event-{}-{place}", case.number), "type": event.stage, "time": instant(event.at),
                "attributes": [], "relationships": about })
        });
        let title = json!({ "name": "title", "type": "string" });
        let log = json!({
            "objectTypes": [{ "name": "deal", "attributes": [title] }, { "name": "person", "attributes": [] }],
            "eventTypes": stages.iter().map(|stage| json!({ "name": stage, "attributes": [] })).collect::<Vec<_>>(),
            "objects": deals.chain(persons).collect::<Vec<_>>(),
            "events": events.collect::<Vec<_>>(),
        });
        log.to_string()
    }

    fn events(&self) -> impl Iterator<Item = (&Case, usize, &Happened)> {
        self.cases.iter().flat_map(|case| (1..).zip(&case.events).map(move |(place, event)| (case, place, event)))
    }
}

const XES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2023" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Stage" keys="concept:name"/>
"#;

/// RFC 3339 in UTC.
fn instant(micros: i64) -> String {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// Text as the value of an XML attribute; what XML cannot hold at all is left out.
struct Escaped<'t>(&'t str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\t' => out.write_str("&#9;")?,
                '\n' => out.write_str("&#10;")?,
                '\r' => out.write_str("&#13;")?,
                '\u{fffe}' | '\u{ffff}' => {}
                letter if letter < ' ' => {}
                letter => out.write_char(letter)?,
            }
        }
        Ok(())
    }
}

struct Entered {
    deal: [u8; 16],
    stage: String,
    on: Option<Date>,
    at: i64,
    by: Option<String>,
}

struct Titled {
    id: [u8; 16],
    title: String,
}

impl FromRow for Entered {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: row.id("deal_id")?,
            stage: row.text("stage_key")?,
            on: day(row, "entered_on")?,
            at: row.int("entered_at")?,
            by: row.maybe_text("name")?,
        })
    }
}

impl FromRow for Titled {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { id: row.id("id")?, title: row.text("title")? })
    }
}

const ENTERED: &str = "
    SELECT v.deal_id, v.stage_key, v.entered_on, v.entered_at, m.name
    FROM stage_visits v LEFT JOIN members m ON m.workspace_id = v.workspace_id AND m.id = v.member_id
    WHERE v.workspace_id = $1 AND v.process_id = $2 ORDER BY v.deal_id, v.number";

const TITLES: &str = "SELECT id, title FROM deals WHERE workspace_id = $1 AND process_id = $2";
