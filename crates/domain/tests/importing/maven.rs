//! "CRM Sales Opportunities": 8,800 real rows, counted again from the files by other means.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

use domain::figures::{DealsAsked, deals};
use domain::import::{Answer, Choices, FileKind, Matter, Outcome, Upload};

use crate::dump::{everything, rows};
use crate::theatre::Theatre;

/// The files; nothing, and a sentence, where they are not.
pub fn maven() -> Option<Vec<Upload>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/maven");
    let names = ["accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv"];
    let upload = |name: &str| Some(Upload { name: name.to_owned(), content: std::fs::read(folder.join(name)).ok()? });
    let uploads: Option<Vec<Upload>> = names.into_iter().map(upload).collect();
    if uploads.is_none() {
        println!("The Maven files are not here: this was not tried.");
    }
    uploads
}

/// The cells of a file without quotes, read without the product.
pub fn cells(upload: &Upload) -> Vec<Vec<String>> {
    let text = String::from_utf8(upload.content.clone()).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn day(text: &str) -> i64 {
    i64::from(text.parse::<jiff::civil::Date>().unwrap().since(jiff::civil::date(2000, 1, 1)).unwrap().get_days())
}

fn median(mut days: Vec<i64>) -> i64 {
    days.sort_unstable();
    days[days.len() / 2]
}

#[test]
fn maven_is_seen_as_what_it_is_before_anything_is_written() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    let before = everything(&theatre);
    let (_, preview) = theatre.read(&uploads, &Choices::default());
    assert_eq!(everything(&theatre), before);
    let kinds: Vec<_> = preview.files.iter().map(|file| (file.kind.unwrap(), file.rows.len())).collect();
    let wanted = [(FileKind::Products, 7), (FileKind::Accounts, 85), (FileKind::Teams, 35), (FileKind::Deals, 8_800)];
    assert_eq!(kinds, wanted);
    assert!(preview.files.iter().all(|file| file.count(|outcome| *outcome == Outcome::New) == file.rows.len()));
    let told: Vec<_> = preview.proposals.iter().filter(|proposal| proposal.matter != Matter::Member).collect();
    let of = |said: &str| told.iter().find(|proposal| proposal.said == said).unwrap();
    assert_eq!((&of("GTXPro").answer, of("GTXPro").rows), (&Answer::Like("GTX Pro".into()), 1_480));
    assert_eq!(of("Engaging").answer, Answer::New("Engaging".into()));
    assert_eq!(of("Won").answer, Answer::Known("Won".into()));
    assert_eq!(told.len(), 5, "four stages and one spelling: {told:?}");
    assert_eq!(preview.choices.stood_in.as_deref(), Some("Engaging"));
}

#[test]
fn maven_comes_in_as_it_is() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    let import = theatre.import(&uploads);
    assert_eq!((import.rows_new, import.rows_refused), (8_800 + 85 + 7 + 35, 0));
    let count = |sql| theatre.number(sql);
    assert_eq!(count("SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND status = 'won'"), 4_238);
    assert_eq!(count("SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND status = 'lost'"), 2_473);
    assert_eq!(count("SELECT COUNT(*) FROM deals WHERE workspace_id = $1 AND status = 'open'"), 2_089);
    assert_eq!(count("SELECT CAST(SUM(minor) AS BIGINT) FROM ledger_entries WHERE workspace_id = $1"), 1_000_553_400);
    assert_eq!(count("SELECT COUNT(*) FROM products WHERE workspace_id = $1"), 7);
    assert_eq!(count("SELECT COUNT(*) FROM accounts WHERE workspace_id = $1"), 85);
    assert_eq!(count("SELECT COUNT(*) FROM accounts WHERE workspace_id = $1 AND parent_id IS NOT NULL"), 15);
    let revenue = "SELECT annual_revenue_minor FROM accounts WHERE workspace_id = $1 AND name_key = 'acme corporation'";
    assert_eq!(count(revenue), 110_004_000_000);
    let undated = "SELECT COUNT(*) FROM stage_visits WHERE workspace_id = $1 AND entered_on IS NULL";
    assert_eq!(count(undated), 500);
    let estimated = "SELECT COUNT(*) FROM deal_terms WHERE workspace_id = $1 AND estimated = TRUE AND status <> 'won'";
    assert_eq!(count(estimated), 8_800 + 2_473, "every deal while it is open, and the lost ones since");
    let events =
        "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND kind IN ('deal_opened', 'deal_won', 'deal_lost')";
    assert_eq!(count(events), 8_800 + 4_238 + 2_473);
}

#[test]
fn the_days_from_engaged_to_closed_are_those_of_the_file() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.import(&uploads);
    let found = theatre.play(|scene| deals(scene, &DealsAsked::default()));
    let file = cells(&uploads[3]);
    for (stage, shown, wanted) in [("Won", found.median_days_won, 57), ("Lost", found.median_days_lost, 14)] {
        let days = file.iter().filter(|row| row[4] == stage).map(|row| day(&row[6]) - day(&row[5]));
        assert_eq!((shown, median(days.collect())), (Some(wanted), wanted), "{stage}");
    }
}

#[test]
fn credit_by_person_and_quarter_is_that_of_the_file() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.import(&uploads);
    let mut wanted: BTreeMap<(String, String), i64> = BTreeMap::new();
    for row in cells(&uploads[3]).iter().filter(|row| row[4] == "Won") {
        let (year, month) = (&row[6][..4], row[6][5..7].parse::<u32>().unwrap());
        *wanted.entry((row[1].clone(), format!("{year} {}", (month - 1) / 3 + 1))).or_default() +=
            row[7].trim().parse::<i64>().unwrap() * 100;
    }
    let names: BTreeMap<String, String> = rows(&theatre, "members", &[], "1 = 1")
        .iter()
        .map(|line| {
            let id = line.split(" id=").nth(1).unwrap().split(" number=").next().unwrap();
            let name = line.split(" name=Some(\"").nth(1).unwrap().split('"').next().unwrap();
            (id.to_owned(), name.to_owned())
        })
        .collect();
    let mut credited: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut teams = BTreeSet::new();
    for entry in rows(&theatre, "ledger_entries", &[], "1 = 1") {
        let part = |column: &str| entry.split(&format!(" {column}=")).nth(1).unwrap();
        let member = part("member_id").split(" team_id=").next().unwrap();
        let on = &part("effective_on")["Some(\"".len()..];
        let quarter = format!("{} {}", &on[..4], (on[5..7].parse::<u32>().unwrap() - 1) / 3 + 1);
        let minor: i64 = part("minor")["Some(".len()..].split(')').next().unwrap().parse().unwrap();
        *credited.entry((names[member].clone(), quarter)).or_default() += minor;
        teams.insert(part("team_id").split(" kind=").next().unwrap().to_owned());
    }
    assert_eq!(credited, wanted);
    let quarter = |name: &str| wanted.iter().filter(|(key, _)| key.1 == name).map(|(_, minor)| minor).sum::<i64>();
    let quarters = ["2017 1", "2017 2", "2017 3", "2017 4"].map(quarter);
    assert_eq!(quarters, [113_467_200, 308_611_100, 298_225_500, 280_249_600]);
    assert!(teams.len() == 6 && !teams.contains("None"), "credit counts in the six teams: {teams:?}");
}

#[test]
fn the_kept_totals_are_those_of_a_recount() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.import(&uploads);
    for (scope, column) in [("all", "workspace_id"), ("member", "owner_id"), ("team", "team_id")] {
        let sql = format!(
            "SELECT COUNT(*) FROM stage_totals t WHERE t.workspace_id = $1 AND t.scope = '{scope}' AND (
               t.deals <> (SELECT COUNT(*) FROM deals d WHERE d.workspace_id = $1 AND d.{column} = t.scope_id
                 AND d.stage_key = t.stage_key)
               OR t.minor <> (SELECT CAST(SUM(amount_minor) AS BIGINT) FROM deals d WHERE d.workspace_id = $1
                 AND d.{column} = t.scope_id AND d.stage_key = t.stage_key))"
        );
        assert_eq!(theatre.number(sql.leak()), 0, "{scope}");
    }
    let all = "SELECT CAST(SUM(deals) AS BIGINT) FROM stage_totals WHERE workspace_id = $1 AND scope = 'all'";
    assert_eq!(theatre.number(all), 8_800);
}

#[test]
fn a_second_run_changes_nothing_and_tells_nothing() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    let first = theatre.import(&uploads);
    let events = "SELECT COUNT(*) FROM events WHERE workspace_id = $1";
    let (before, told) = (everything(&theatre), theatre.number(events));
    let again = theatre.import(&uploads);
    assert_eq!(again.number, first.number, "the same files are the same import");
    assert_eq!((everything(&theatre) == before, theatre.number(events)), (true, told));

    // A later export of the same: one row more, in another order.
    let mut later = uploads.clone();
    let text = String::from_utf8(later[3].content.clone()).unwrap();
    let (header, rest) = text.split_once("\r\n").unwrap();
    later[3].content = format!("{header}\r\nNEW00001,Moses Frase,GTXPro,Isdom,Engaging,2017-12-30,,\r\n{rest}").into();
    let import = theatre.import(&later);
    assert_eq!((import.rows_new, import.rows_changed, import.rows_refused), (1, 0, 0));
    assert_eq!(theatre.number("SELECT COUNT(*) FROM deals WHERE workspace_id = $1"), 8_801);
    let known: HashSet<String> = before.into_iter().collect();
    let gone = known
        .difference(&everything(&theatre).into_iter().collect())
        .filter(|line| !line.starts_with("stage_totals"))
        .count();
    assert_eq!(gone, 0, "what was there is as it was");
}

#[test]
fn agents_are_in_their_leaders_teams_before_their_first_deal() {
    let Some(uploads) = maven() else { return };
    let theatre = Theatre::open();
    theatre.import(&uploads);
    let teams = rows(&theatre, "teams", &[], "1 = 1");
    assert_eq!(teams.len(), 6);
    let dustin = teams.iter().find(|team| team.contains("Dustin Brinkmann\u{2019}s team")).unwrap();
    assert!(dustin.contains("region=Some(\"Central\")"), "{dustin}");
    let members = "SELECT COUNT(*) FROM memberships WHERE workspace_id = $1 AND from_on <= '2016-10-20' AND role = ";
    assert_eq!(theatre.number(format!("{members}'seller'").leak()), 35);
    assert_eq!(theatre.number(format!("{members}'leader'").leak()), 6);
    let strangers = "SELECT COUNT(*) FROM deals d WHERE d.workspace_id = $1 AND NOT EXISTS (
        SELECT 1 FROM memberships m WHERE m.workspace_id = $1 AND m.member_id = d.owner_id AND m.team_id = d.team_id)";
    assert_eq!(theatre.number(strangers), 0);
}
