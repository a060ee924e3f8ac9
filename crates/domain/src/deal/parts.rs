//! The parts that the statements of boards and lists are put together from.
//!
//! Every one of them begins with the same values: the workspace, what is left over of the filter ($2 to
//! $11), the value that the scope looks for ($12), the process ($13, nothing: any), the
//! status ($14) and the stage ($15, empty: any).

/// What stands on a tile, from deals found by `$from`.
macro_rules! tiles {
    ($($from:tt)*) => {
        concat!(
            "SELECT d.id, d.number, d.title, d.amount_minor, d.currency, d.amount_estimated, d.expected_close,
               d.stage_key, d.status, d.stage_entered_on, d.next_step, d.next_step_on, d.closed_on, d.version,
               a.number AS account_number, a.name AS account_name, m.number AS owner_number, m.name AS owner_name
             FROM ",
            $($from)*,
            " LEFT JOIN members m ON m.workspace_id = d.workspace_id AND m.id = d.owner_id
             LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
             WHERE d.workspace_id = $1",
            left_over!()
        )
    };
}

/// The identities of deals in whose title or customer's name a word begins like $12.
macro_rules! with_first_word {
    () => {
        "(SELECT w.subject_id AS id FROM search_words w
          WHERE w.workspace_id = $1 AND w.subject_kind = 'deal' AND w.word >= $12 AND w.word < $12 || '\u{10ffff}'
          UNION SELECT o.id FROM search_words w CROSS JOIN deals o
          WHERE o.workspace_id = $1 AND o.account_id = w.subject_id AND w.workspace_id = $1 AND w.subject_kind = 'account' AND w.word >= $12
            AND w.word < $12 || '\u{10ffff}') f CROSS JOIN deals d"
    };
}

/// The deals that $12 is on.
macro_rules! with_member {
    () => {
        "(SELECT DISTINCT s.deal_id AS id FROM deal_shares s
          WHERE s.workspace_id = $1 AND s.member_id = $12 AND s.to_on IS NULL) f CROSS JOIN deals d"
    };
}

/// One more word begins a word of the title or of the customer's name; empty for any.
macro_rules! one_more_word {
    ($word:literal) => {
        concat!(
            " AND (",
            $word,
            " = '' OR EXISTS (
                SELECT 1 FROM search_words w
                WHERE w.workspace_id = $1 AND w.subject_kind = 'deal' AND w.subject_id = d.id AND w.word >= ",
            $word,
            " AND w.word < ",
            $word,
            " || '\u{10ffff}') OR EXISTS (
                SELECT 1 FROM search_words w
                WHERE w.workspace_id = $1 AND w.subject_kind = 'account' AND w.subject_id = d.account_id AND w.word >= ",
            $word,
            " AND w.word < ",
            $word,
            " || '\u{10ffff}'))"
        )
    };
}

/// What is left over of the filter.
macro_rules! left_over {
    () => {
        concat!(
            " AND d.discarded_at IS NULL AND (d.owner_id = $2 OR $2 IS NULL) AND (d.team_id = $3 OR $3 IS NULL)
              AND (d.account_id = $4 OR $4 IS NULL) AND ($5 = '' OR d.expected_close >= $5)
              AND ($6 = '' OR d.expected_close <= $6) AND ($7 = '' OR d.stage_entered_on < $7)
              AND ($8 = '' OR d.stage_entered_on >= $8)",
            one_more_word!("$9"),
            one_more_word!("$10"),
            one_more_word!("$11"),
            " AND (d.process_id = $13 OR $13 IS NULL) AND (d.stage_key = $15 OR $15 = '')"
        )
    };
}

/// The statement for a scope: `$query!` with where the deals come from, the scope's own condition, and
/// what follows. Where the scope is the index, the order must not be taken for a better one: `narrow`.
macro_rules! in_scope {
    ($scope:expr, $query:ident, all: [$($all:tt)*], stage: [$($stage:tt)*], narrow: [$($narrow:tt)*]) => {
        match $scope {
            Scope::All => $query!("deals d", " AND d.status = $14 AND $12 = ''", $($all)*),
            Scope::Stage(_) => $query!("deals d", " AND d.process_id = $13 AND d.stage_key = $12 AND $14 <> ''", $($stage)*),
            Scope::OwnerIn(_) => {
                $query!("deals d", " AND d.owner_id = $12 AND d.status = $14 AND d.stage_key = $15", $($stage)*)
            }
            Scope::TeamIn(_) => {
                $query!("deals d", " AND d.team_id = $12 AND d.status = $14 AND d.stage_key = $15", $($stage)*)
            }
            Scope::Owner(_) => $query!("deals d", " AND d.owner_id = $12 AND d.status = $14", $($narrow)*),
            Scope::Team(_) => $query!("deals d", " AND d.team_id = $12 AND d.status = $14", $($narrow)*),
            Scope::Account(_) => $query!("deals d", " AND d.account_id = $12 AND d.status = $14", $($narrow)*),
            Scope::On(_) => $query!(with_member!(), " AND d.id = f.id AND d.status = $14", $($narrow)*),
            Scope::Word(_) => $query!(with_first_word!(), " AND d.id = f.id AND d.status = $14", $($narrow)*),
        }
    };
}

pub(super) use {in_scope, left_over, one_more_word, tiles, with_first_word, with_member};
