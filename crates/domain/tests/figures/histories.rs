//! Whatever happens to deals, what remains is the target minus the ledger.

use db::{FromRow, Row};
use domain::figures::{Whose, burndown};
use domain::{Actor, ClosureDraft, Deal, DealDraft, DealId, DealTeamDraft, Member, ShareDraft, TermsDraft};
use proptest::prelude::*;

use crate::theatre::{Theatre, feb, february, mine};

/// Something that somebody does to one of a few deals.
#[derive(Debug, Clone, Copy)]
enum Act {
    Win,
    Lose,
    Reopen,
    Price(u32),
    Share(u32),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Win),
        1 => Just(Act::Lose),
        2 => Just(Act::Reopen),
        2 => (1_u32..100_000).prop_map(Act::Price),
        2 => (0_u32..=10_000).prop_map(Act::Share),
    ]
}

/// Does it; what the product refuses changes nothing.
fn play(theatre: &Theatre, day: i8, deal: DealId, act: Act, (ana, ben): (i64, i64)) {
    let tried = theatre.try_on(feb(day), &theatre.system(), move |scene| {
        let mut deal = Deal::with_id(scene, deal)?;
        let close =
            |outcome: &str| ClosureDraft { outcome: outcome.into(), reason: "price".into(), ..ClosureDraft::default() };
        match act {
            Act::Win => deal.close(scene, &close("won")),
            Act::Lose => deal.close(scene, &close("lost")),
            Act::Reopen => deal.reopen(scene, "again"),
            Act::Price(minor) => {
                let amount = format!("{}.{:02}", minor / 100, minor % 100);
                deal.change(
                    scene,
                    &TermsDraft { amount: Some(amount), reason: "typing".into(), ..TermsDraft::default() },
                )
            }
            Act::Share(points) => {
                let percent = |points: u32| format!("{}.{:02}", points / 100, points % 100);
                let row = |member: i64, points| ShareDraft {
                    member: member.to_string(),
                    percent: percent(points),
                    ..ShareDraft::default()
                };
                let shares = vec![row(ana, points), row(ben, 10_000 - points)];
                deal.set_team(
                    scene,
                    &DealTeamDraft {
                        owner: ana.to_string(),
                        shares,
                        reason: "agreed".into(),
                        ..DealTeamDraft::default()
                    },
                )
            }
        }
    });
    assert!(matches!(tried, Ok(()) | Err(domain::Error::Stale)), "{tried:?}");
}

struct Line {
    day: String,
    minor: i64,
}

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { day: row.text("effective_on")?, minor: row.int("minor")? })
    }
}

const OF_MEMBER: &str = "SELECT effective_on, minor FROM ledger_entries WHERE workspace_id = $1 AND member_id = $2";
const OF_TEAM: &str = "SELECT effective_on, minor FROM ledger_entries WHERE workspace_id = $1 AND team_id = $2";
const WON: &str = "
    SELECT effective_on, amount_minor AS minor FROM
      (SELECT '' AS effective_on, amount_minor FROM deals WHERE workspace_id = $1 AND status = 'won') w";

fn holds(theatre: &Theatre, whose: Whose, target: i64, sql: &'static str) {
    let lines: Vec<Line> = theatre.rows(sql, &[whose.bytes().into()]);
    let shown = theatre.on(feb(28), &theatre.system(), move |scene| burndown(scene, whose, february(), feb(28), None));
    for day in &shown.burndown.days {
        let credited: i64 = lines.iter().filter(|line| line.day <= day.date.to_string()).map(|line| line.minor).sum();
        assert_eq!(day.remaining, Some(target - credited), "{}", day.date);
    }
}

fn numbered(theatre: &Theatre, actor: &Actor) -> i64 {
    let id = actor.id;
    theatre.on(feb(1), &theatre.system(), move |scene| Member::with_id(scene, id)).number
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_remains_is_the_target_minus_the_ledger_on_every_day(
        acts in prop::collection::vec((1_i8..28, 0_usize..3, act()), 0..24),
    ) {
        let theatre = Theatre::open();
        let (ana, ben) = (theatre.person("Ana"), theatre.person("Ben"));
        let team = theatre.team("North", &[&ana, &ben]);
        let numbers = (numbered(&theatre, &ana), numbered(&theatre, &ben));
        theatre.aim(mine(&ana), "2017-02", "1000");
        theatre.aim(mine(&ben), "2017-02", "500");
        let deals: Vec<DealId> = (0..3).map(|n| {
            let draft = DealDraft { title: format!("Deal {n}"), amount: format!("{}.01", 100 * (n + 1)), ..DealDraft::default() };
            theatre.on(feb(1), &ana, move |scene| Deal::open(scene, &draft)).id
        }).collect();
        let mut acts = acts;
        acts.sort_by_key(|(day, ..)| *day);
        for (day, deal, act) in acts {
            play(&theatre, day, deals[deal], act, numbers);
        }
        holds(&theatre, mine(&ana), 100_000, OF_MEMBER);
        holds(&theatre, mine(&ben), 50_000, OF_MEMBER);
        holds(&theatre, Whose::Team(team.id), 150_000, OF_TEAM);
        let won: i64 = theatre.rows::<Line>(WON, &[]).iter().map(|line| line.minor).sum();
        let ledger: i64 = theatre.rows::<Line>(OF_TEAM, &[team.id.into()]).iter().map(|line| line.minor).sum();
        prop_assert_eq!(ledger, won, "the ledger is what stands won");
    }
}
