//! The tables of an export: their columns, and the statements that read them.
//!
//! Each statement is told the place behind which to begin ($2, $3) and how many rows to read ($4), and
//! names the place of each row `at_id` and `at_number`.

use db::{FromRow, Row, Value};

use super::forms::{credit, file, instant, money, number, text, truth};
use super::{Cell, Mark, Noun};
use crate::{Result, Scene};

/// A row, and its place.
pub(super) struct Line {
    pub(super) mark: Mark,
    pub(super) cells: Vec<Cell>,
}

macro_rules! tables {
    ($($noun:ident [$($column:literal $form:ident),* $(,)?] $sql:literal;)*) => {
        $(
            struct $noun(Line);

            impl FromRow for $noun {
                fn from_row(row: &Row<'_>) -> db::Result<Self> {
                    let mark = Mark(row.id("at_id")?, row.int("at_number")?);
                    Ok(Self(Line { mark, cells: vec![$($form(row, $column)?),*] }))
                }
            }
        )*

        /// The names of the columns.
        pub(super) fn columns(noun: Noun) -> &'static [&'static str] {
            match noun { $(Noun::$noun => &[$($column),*]),* }
        }

        /// A page of rows.
        pub(super) fn read(scene: &mut Scene<'_>, noun: Noun, values: &[Value]) -> Result<Vec<Line>> {
            Ok(match noun {
                $(Noun::$noun => scene.all::<$noun>($sql, values)?.into_iter().map(|row| row.0).collect()),*
            })
        }
    };
}

tables! {
    Deals [
        "number" number, "title" text, "account" text, "contact" text, "product" text, "currency" text, "amount" money,
        "amount_estimated" truth, "expected_close" text, "stage" text, "stage_key" text, "status" text,
        "stage_entered_on" text, "owner" text, "team" text, "next_step" text, "next_step_on" text, "opened_on" text,
        "closed_on" text, "lost_reason" text, "discarded_at" instant, "created_at" instant,
    ] "SELECT d.id AS at_id, d.number AS at_number, d.number, d.title, a.name AS account, c.name AS contact,
         p.name AS product, d.currency, d.amount_minor AS amount, d.amount_estimated, d.expected_close,
         s.name AS stage, d.stage_key, d.status, d.stage_entered_on, m.name AS owner, t.name AS team, d.next_step,
         d.next_step_on, d.opened_on, d.closed_on, d.lost_reason, d.discarded_at, d.created_at
       FROM deals d
       LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
       LEFT JOIN contacts c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id
       LEFT JOIN products p ON p.workspace_id = d.workspace_id AND p.id = d.product_id
       LEFT JOIN members m ON m.workspace_id = d.workspace_id AND m.id = d.owner_id
       LEFT JOIN teams t ON t.workspace_id = d.workspace_id AND t.id = d.team_id
       LEFT JOIN stages s ON s.workspace_id = d.workspace_id AND s.process_id = d.process_id
         AND s.version = d.process_version AND s.stage_key = d.stage_key
       WHERE d.workspace_id = $1 AND (d.id, d.number) > ($2, $3) ORDER BY d.id, d.number LIMIT $4";
    Accounts [
        "number" number, "name" text, "industry" text, "website" text, "country" text, "employees" number,
        "founded" number, "currency" text, "annual_revenue" money, "parent" text, "merged_into" number,
        "created_at" instant,
    ] "SELECT a.id AS at_id, a.number AS at_number, a.number, a.name, a.industry, a.website, a.country, a.employees,
         a.founded, w.currency, a.annual_revenue_minor AS annual_revenue, p.name AS parent, i.number AS merged_into,
         a.created_at
       FROM accounts a JOIN workspaces w ON w.id = a.workspace_id
       LEFT JOIN accounts p ON p.workspace_id = a.workspace_id AND p.id = a.parent_id
       LEFT JOIN accounts i ON i.workspace_id = a.workspace_id AND i.id = a.merged_into
       WHERE a.workspace_id = $1 AND (a.id, a.number) > ($2, $3) ORDER BY a.id, a.number LIMIT $4";
    Contacts [
        "number" number, "name" text, "title" text, "email" text, "phone" text, "account" text, "created_at" instant,
    ] "SELECT c.id AS at_id, c.number AS at_number, c.number, c.name, c.title, c.email, c.phone, a.name AS account,
         c.created_at
       FROM contacts c LEFT JOIN accounts a ON a.workspace_id = c.workspace_id AND a.id = c.account_id
       WHERE c.workspace_id = $1 AND c.discarded_at IS NULL AND (c.id, c.number) > ($2, $3)
       ORDER BY c.id, c.number LIMIT $4";
    Products ["number" number, "name" text, "series" text, "currency" text, "price" money, "created_at" instant]
      "SELECT id AS at_id, number AS at_number, number, name, series, currency, price_minor AS price, created_at
       FROM products WHERE workspace_id = $1 AND discarded_at IS NULL AND (id, number) > ($2, $3)
       ORDER BY id, number LIMIT $4";
    Members [
        "number" number, "name" text, "email" text, "role" text, "state" text, "time_zone" text, "created_at" instant,
    ] "SELECT id AS at_id, number AS at_number, number, name, email, role, state, time_zone, created_at
       FROM members WHERE workspace_id = $1 AND (id, number) > ($2, $3) ORDER BY id, number LIMIT $4";
    Teams [
        "number" number, "name" text, "region" text, "time_zone" text, "working_week" number, "holiday_country" text,
        "sprint_weeks" number, "sprint_starts_on" text,
    ] "SELECT id AS at_id, number AS at_number, number, name, region, time_zone, working_week, holiday_country,
         sprint_weeks, sprint_starts_on
       FROM teams WHERE workspace_id = $1 AND (id, number) > ($2, $3) ORDER BY id, number LIMIT $4";
    Memberships ["team" text, "member" text, "role" text, "from_on" text, "to_on" text]
      "SELECT s.id AS at_id, s.from_at AS at_number, t.name AS team, m.name AS member, s.role, s.from_on, s.to_on
       FROM memberships s
       JOIN teams t ON t.workspace_id = s.workspace_id AND t.id = s.team_id
       JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
       WHERE s.workspace_id = $1 AND (s.id, s.from_at) > ($2, $3) ORDER BY s.id, s.from_at LIMIT $4";
    Targets [
        "kind" text, "name" text, "period" text, "starts_on" text, "ends_on" text, "currency" text, "amount" money,
        "reason" text, "author" text, "effective_on" text, "recorded_at" instant,
    ] "SELECT * FROM (
         SELECT w.id AS at_id, ROW_NUMBER() OVER (ORDER BY e.subject_kind, e.subject_id, e.period_id, e.number)
             AS at_number,
           e.subject_kind AS kind, COALESCE(s.name, t.name) AS name, p.kind AS period, p.starts_on, p.ends_on,
           w.currency, e.amount_minor AS amount, e.reason, m.name AS author, e.effective_on, e.recorded_at
         FROM target_events e JOIN workspaces w ON w.id = e.workspace_id
         JOIN periods p ON p.workspace_id = e.workspace_id AND p.id = e.period_id
         LEFT JOIN members s ON s.workspace_id = e.workspace_id AND s.id = e.subject_id
         LEFT JOIN teams t ON t.workspace_id = e.workspace_id AND t.id = e.subject_id
         LEFT JOIN members m ON m.workspace_id = e.workspace_id AND m.id = e.author_id
         WHERE e.workspace_id = $1) q
       WHERE q.at_id >= $2 AND q.at_number > $3 ORDER BY q.at_number LIMIT $4";
    Shares [
        "deal" number, "member" text, "role" text, "kind" text, "basis_points" number, "state" text, "status" text,
        "from_on" text, "to_on" text,
    ] "SELECT s.deal_id AS at_id, s.number AS at_number, d.number AS deal, m.name AS member, s.role, s.kind,
         s.basis_points, s.state, s.status, s.from_on, s.to_on
       FROM deal_shares s
       JOIN deals d ON d.workspace_id = s.workspace_id AND d.id = s.deal_id
       JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
       WHERE s.workspace_id = $1 AND (s.deal_id, s.number) > ($2, $3) ORDER BY s.deal_id, s.number LIMIT $4";
    Ledger [
        "deal" number, "member" text, "team" text, "kind" text, "effective_on" text, "currency" text, "amount" money,
        "workspace_currency" text, "credit" credit, "rate" text, "rate_on" text, "event" number, "recorded_at" instant,
    ] "SELECT l.deal_id AS at_id, l.number AS at_number, d.number AS deal, m.name AS member, t.name AS team, l.kind,
         l.effective_on, l.deal_currency AS currency, l.deal_minor AS amount, w.currency AS workspace_currency,
         l.minor AS credit, l.rate, l.rate_on, l.event_number AS event, l.recorded_at
       FROM ledger_entries l JOIN workspaces w ON w.id = l.workspace_id
       JOIN deals d ON d.workspace_id = l.workspace_id AND d.id = l.deal_id
       JOIN members m ON m.workspace_id = l.workspace_id AND m.id = l.member_id
       LEFT JOIN teams t ON t.workspace_id = l.workspace_id AND t.id = l.team_id
       WHERE l.workspace_id = $1 AND (l.deal_id, l.number) > ($2, $3) ORDER BY l.deal_id, l.number LIMIT $4";
    Visits [
        "deal" number, "stage_key" text, "kind" text, "entered_on" text, "left_on" text, "member" text,
    ] "SELECT v.deal_id AS at_id, v.number AS at_number, d.number AS deal, v.stage_key, v.kind, v.entered_on,
         v.left_on, m.name AS member
       FROM stage_visits v JOIN deals d ON d.workspace_id = v.workspace_id AND d.id = v.deal_id
       LEFT JOIN members m ON m.workspace_id = v.workspace_id AND m.id = v.member_id
       WHERE v.workspace_id = $1 AND (v.deal_id, v.number) > ($2, $3) ORDER BY v.deal_id, v.number LIMIT $4";
    Answers [
        "deal" number, "field" text, "answer" text, "member" text, "set_on" text,
    ] "SELECT * FROM (
         SELECT f.deal_id AS at_id, ROW_NUMBER() OVER (PARTITION BY f.deal_id ORDER BY f.field_key) AS at_number,
           d.number AS deal, f.field_key AS field, f.answer, m.name AS member, f.set_on
         FROM (
           SELECT workspace_id, deal_id, field_key, answer, member_id, set_on FROM deal_fields
           WHERE workspace_id = $1 AND deal_id >= $2 ORDER BY deal_id, field_key LIMIT $4 + 400) f
         JOIN deals d ON d.workspace_id = f.workspace_id AND d.id = f.deal_id
         LEFT JOIN members m ON m.workspace_id = f.workspace_id AND m.id = f.member_id) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Passes [
        "deal" number, "stage" text, "criterion" text, "outcome" text, "waiver" text, "passed_on" text, "member" text,
    ] "SELECT p.deal_id AS at_id, p.number AS at_number, d.number AS deal, p.stage_key AS stage,
         p.criterion_key AS criterion, p.outcome, p.waiver, p.passed_on, m.name AS member
       FROM criterion_passes p JOIN deals d ON d.workspace_id = p.workspace_id AND d.id = p.deal_id
       LEFT JOIN members m ON m.workspace_id = p.workspace_id AND m.id = p.member_id
       WHERE p.workspace_id = $1 AND (p.deal_id, p.number) > ($2, $3) ORDER BY p.deal_id, p.number LIMIT $4";
    Notes [
        "deal" number, "account" text, "author" text, "kind" text, "learned" truth, "body" text, "occurred_on" text,
        "created_at" instant,
    ] "SELECT n.id AS at_id, n.created_at AS at_number, d.number AS deal, a.name AS account, m.name AS author, n.kind,
         n.learned, n.body, n.occurred_on, n.created_at
       FROM notes n
       LEFT JOIN deals d ON d.workspace_id = n.workspace_id AND d.id = n.deal_id
       LEFT JOIN accounts a ON a.workspace_id = n.workspace_id AND a.id = n.account_id
       LEFT JOIN members m ON m.workspace_id = n.workspace_id AND m.id = n.author_id
       WHERE n.workspace_id = $1 AND n.discarded_at IS NULL AND (n.id, n.created_at) > ($2, $3)
       ORDER BY n.id, n.created_at LIMIT $4";
    Files [
        "file" file, "deal" number, "name" text, "media_type" text, "bytes" number, "author" text, "attached_at" instant,
    ] "SELECT f.id AS at_id, f.created_at AS at_number, f.id AS file, d.number AS deal, f.name, f.media_type, f.bytes,
         m.name AS author, f.attached_at
       FROM files f JOIN deals d ON d.workspace_id = f.workspace_id AND d.id = f.deal_id
       LEFT JOIN members m ON m.workspace_id = f.workspace_id AND m.id = f.author_id
       WHERE f.workspace_id = $1 AND f.attached_at IS NOT NULL AND f.discarded_at IS NULL
         AND (f.id, f.created_at) > ($2, $3) ORDER BY f.id, f.created_at LIMIT $4";
    Buyers ["deal" number, "contact" number, "name" text, "role" text, "member" text, "set_on" text]
      "SELECT * FROM (
         SELECT b.deal_id AS at_id, ROW_NUMBER() OVER (PARTITION BY b.deal_id ORDER BY b.contact_id, b.role) AS at_number,
           d.number AS deal, c.number AS contact, c.name, b.role, m.name AS member, b.set_on
         FROM (
           SELECT workspace_id, deal_id, contact_id, role, member_id, set_on FROM deal_contacts
           WHERE workspace_id = $1 AND deal_id >= $2 ORDER BY deal_id, contact_id, role LIMIT $4 + 400) b
         JOIN deals d ON d.workspace_id = b.workspace_id AND d.id = b.deal_id
         JOIN contacts c ON c.workspace_id = b.workspace_id AND c.id = b.contact_id
         LEFT JOIN members m ON m.workspace_id = b.workspace_id AND m.id = b.member_id) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Scores [
        "deal" number, "tool" number, "title" text, "element" text, "points" number, "evidence" text, "member" text,
        "set_on" text,
    ] "SELECT * FROM (
         SELECT s.deal_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY s.deal_id ORDER BY s.tool_id, s.element_key) AS at_number, d.number AS deal,
           t.number AS tool, t.title, s.element_key AS element, s.points, s.evidence, m.name AS member, s.set_on
         FROM (
           SELECT workspace_id, deal_id, tool_id, element_key, points, evidence, member_id, set_on FROM deal_scores
           WHERE workspace_id = $1 AND deal_id >= $2 ORDER BY deal_id, tool_id, element_key LIMIT $4 + 400) s
         JOIN deals d ON d.workspace_id = s.workspace_id AND d.id = s.deal_id
         JOIN tools t ON t.workspace_id = s.workspace_id AND t.id = s.tool_id
         LEFT JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Tools [
        "number" number, "kind" text, "title" text, "owner" text, "review_on" text, "variant_of" number, "content" text,
        "discarded_at" instant, "created_at" instant,
    ] "SELECT t.id AS at_id, t.number AS at_number, t.number, t.kind, t.title, m.name AS owner, t.review_on,
         o.number AS variant_of, t.content, t.discarded_at, t.created_at
       FROM tools t JOIN members m ON m.workspace_id = t.workspace_id AND m.id = t.owner_id
       LEFT JOIN tools o ON o.workspace_id = t.workspace_id AND o.id = t.variant_of
       WHERE t.workspace_id = $1 AND (t.id, t.number) > ($2, $3) ORDER BY t.id, t.number LIMIT $4";
    Places ["tool" number, "stage_key" text, "criterion_key" text]
      "SELECT * FROM (
         SELECT p.tool_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY p.tool_id ORDER BY p.stage_key, p.criterion_key) AS at_number,
           t.number AS tool, p.stage_key, p.criterion_key
         FROM tool_places p JOIN tools t ON t.workspace_id = p.workspace_id AND t.id = p.tool_id
         WHERE p.workspace_id = $1 AND p.tool_id >= $2) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Uses ["tool" number, "deal" number, "member" text, "used_on" text]
      "SELECT * FROM (
         SELECT u.deal_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY u.deal_id ORDER BY u.tool_id, u.member_id, u.used_on) AS at_number,
           t.number AS tool, d.number AS deal, m.name AS member, u.used_on
         FROM (
           SELECT workspace_id, tool_id, deal_id, member_id, used_on FROM tool_uses
           WHERE workspace_id = $1 AND deal_id >= $2 ORDER BY deal_id, tool_id, member_id, used_on LIMIT $4 + 4000) u
         JOIN tools t ON t.workspace_id = u.workspace_id AND t.id = u.tool_id
         JOIN deals d ON d.workspace_id = u.workspace_id AND d.id = u.deal_id
         JOIN members m ON m.workspace_id = u.workspace_id AND m.id = u.member_id) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Versions [
        "process" text, "version" number, "state" text, "based_on" number, "title" text, "reason" text, "author" text,
        "round" number, "due_on" text, "quorum" number, "live_at" instant,
    ] "SELECT v.process_id AS at_id, v.version AS at_number, p.process_key AS process, v.version, v.state, v.based_on,
         v.title, v.reason, m.name AS author, v.round, v.due_on, v.quorum, v.live_at
       FROM process_versions v JOIN processes p ON p.workspace_id = v.workspace_id AND p.id = v.process_id
       LEFT JOIN members m ON m.workspace_id = v.workspace_id AND m.id = v.author_id
       WHERE v.workspace_id = $1 AND (v.process_id, v.version) > ($2, $3) ORDER BY v.process_id, v.version LIMIT $4";
    Stages [
        "process" text, "version" number, "stage_key" text, "name" text, "kind" text, "position" number,
        "usual_days" number, "preset_win_rate" number,
    ] "SELECT * FROM (
         SELECT s.process_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY s.process_id ORDER BY s.version, s.position, s.stage_key) AS at_number,
           p.process_key AS process, s.version, s.stage_key, s.name, s.kind, s.position, s.usual_days, s.preset_win_rate
         FROM stages s JOIN processes p ON p.workspace_id = s.workspace_id AND p.id = s.process_id
         WHERE s.workspace_id = $1 AND s.process_id >= $2) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Guides ["process" text, "version" number, "stage_key" text, "revision" number, "guide" text]
      "SELECT * FROM (
         SELECT g.process_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY g.process_id ORDER BY g.version, g.stage_key) AS at_number,
           p.process_key AS process, g.version, g.stage_key, g.revision, g.guide
         FROM stage_guides g JOIN processes p ON p.workspace_id = g.workspace_id AND p.id = g.process_id
         WHERE g.workspace_id = $1 AND g.process_id >= $2) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Stances [
        "process" text, "version" number, "round" number, "member" text, "stance" text, "reason" text,
        "answered_at" instant,
    ] "SELECT * FROM (
         SELECT a.process_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY a.process_id ORDER BY a.version, a.round, a.member_id) AS at_number,
           p.process_key AS process, a.version, a.round, m.name AS member, a.stance, a.reason, a.answered_at
         FROM process_answers a JOIN processes p ON p.workspace_id = a.workspace_id AND p.id = a.process_id
         JOIN members m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
         WHERE a.workspace_id = $1 AND a.process_id >= $2) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Comments ["process" text, "version" number, "number" number, "member" text, "words" text, "created_at" instant]
      "SELECT * FROM (
         SELECT c.process_id AS at_id,
           ROW_NUMBER() OVER (PARTITION BY c.process_id ORDER BY c.version, c.number) AS at_number,
           p.process_key AS process, c.version, c.number, m.name AS member, c.words, c.created_at
         FROM process_comments c JOIN processes p ON p.workspace_id = c.workspace_id AND p.id = c.process_id
         JOIN members m ON m.workspace_id = c.workspace_id AND m.id = c.member_id
         WHERE c.workspace_id = $1 AND c.process_id >= $2) q
       WHERE (q.at_id, q.at_number) > ($2, $3) ORDER BY q.at_id, q.at_number LIMIT $4";
    Events [
        "number" number, "kind" text, "actor" text, "occurred_at" instant, "effective_on" text, "recorded_at" instant,
        "particulars" text,
    ] "SELECT e.workspace_id AS at_id, e.number AS at_number, e.number, e.kind, m.name AS actor, e.occurred_at,
         e.effective_on, e.recorded_at, e.particulars
       FROM events e LEFT JOIN members m ON m.workspace_id = e.workspace_id AND m.id = e.actor_id
       WHERE e.workspace_id = $1 AND (e.workspace_id, e.number) > ($2, $3) AND e.audience <> 'private'
       ORDER BY e.workspace_id, e.number LIMIT $4";
}
