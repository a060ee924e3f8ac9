//! What would become of every row: the worst first, a page at a time.

use std::collections::BTreeMap;

use domain::fold;
use domain::import::{Answer, Field, FileKind, FilePreview, Matter, Outcome, ReadFile};
use http::{Texts, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::address;
use super::looked::Looked;
use crate::parts::count;

/// Rows on one page.
const ON_PAGE: usize = 20;

/// Which rows are asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Rows of one verdict only, by its name.
    #[serde(default)]
    show: String,
    /// The page, counted from 1.
    #[serde(default)]
    page: String,
}

impl Asked {
    fn only(&self) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.name() == self.show)
    }
}

/// What becomes of a row, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// It does not come in.
    Refused,
    /// It comes in, but a name of it is taken for another.
    Look,
    /// It changes something known.
    Changed,
    /// It makes something new.
    New,
    /// It is known, and says nothing new.
    Known,
}

impl Verdict {
    pub(super) const ALL: [Self; 5] = [Self::Refused, Self::Look, Self::Changed, Self::New, Self::Known];

    fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Look => "look",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Known => "known",
        }
    }

    fn text(self, texts: Texts) -> &'static str {
        match self {
            Self::Refused => texts.say("import-verdict-refused"),
            Self::Look => texts.say("import-verdict-look"),
            Self::Changed => texts.say("import-verdict-changed"),
            Self::New => texts.say("import-verdict-new"),
            Self::Known => texts.say("import-verdict-known"),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Refused => "verdict bad",
            Self::Look => "verdict warn",
            Self::Changed | Self::New => "verdict good",
            Self::Known => "verdict same",
        }
    }
}

/// One row and its verdict.
struct Judged<'l> {
    verdict: Verdict,
    file: usize,
    line: u64,
    why: Why<'l>,
}

enum Why<'l> {
    Nothing,
    Refused(&'l domain::import::Refusal),
    /// What stands there, and what it is taken for.
    Taken(&'l str, &'l str),
}

/// Every row with its verdict, the worst first.
pub(super) struct Rows<'l> {
    looked: &'l Looked,
    rows: Vec<Judged<'l>>,
}

impl<'l> Rows<'l> {
    /// The verdicts on every row of a draft.
    pub(super) fn of(looked: &'l Looked) -> Self {
        let taken = Taken::of(looked);
        let files = looked.preview.files.iter().zip(&looked.reading.files).enumerate();
        let judged = files.flat_map(|(place, (file, read))| judged(place, file, read, &taken));
        let mut rows: Vec<Judged<'l>> = judged.collect();
        rows.sort_by_key(|row| row.verdict);
        Self { looked, rows }
    }

    /// How many have this verdict.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many would change anything.
    pub(super) fn coming(&self) -> usize {
        self.rows.iter().filter(|row| !matches!(row.verdict, Verdict::Refused | Verdict::Known)).count()
    }

    /// The filter above the rows, the rows, and the way to more of them.
    pub(super) fn table(&self, visit: &Visit, asked: &Asked) -> Markup {
        let texts = visit.texts();
        let only = asked.only();
        let shown: Vec<&Judged<'_>> =
            self.rows.iter().filter(|row| only.is_none_or(|only| only == row.verdict)).collect();
        let pages = shown.len().div_ceil(ON_PAGE).max(1);
        let page = asked.page.parse().unwrap_or(1_usize).clamp(1, pages);
        let rows = shown.iter().skip((page - 1) * ON_PAGE).take(ON_PAGE);
        html! {
            div.table-wrap {
                table.table.cards {
                    thead { tr {
                        th.num scope="col" { (texts.say("import-column-row")) }
                        th scope="col" { (texts.say("import-column-verdict")) }
                        th scope="col" { (texts.say("import-column-what")) }
                        th.num scope="col" { (texts.say("import-column-amount")) }
                        th scope="col" { (texts.say("import-column-file")) }
                        th scope="col" { (texts.say("import-column-why")) }
                    } }
                    tbody { @for row in rows { (self.row(texts, row)) } }
                }
            }
            @if pages > 1 { footer { (self.pages(texts, only, page, pages)) } }
        }
    }

    fn address(&self, only: Option<Verdict>, page: usize) -> String {
        let show = only.map(|only| format!("show={}&", only.name())).unwrap_or_default();
        format!("{}?{show}page={page}", address(self.looked.import.number))
    }

    /// Which of them are shown: all, or those of one verdict.
    pub(super) fn filter(&self, texts: Texts, asked: &Asked) -> Markup {
        let only = asked.only();
        let tab = |verdict: Option<Verdict>, text: &str, rows: usize| {
            let current = (verdict == only).then_some("true");
            html! { a href=(self.address(verdict, 1)) aria-current=[current] data-turbo-action="replace" { (text) " " span.quiet { (count_of(rows)) } } }
        };
        html! {
            nav.tabs aria-label=(texts.say("import-verdicts")) {
                (tab(None, texts.say("import-verdict-all"), self.rows.len()))
                @for verdict in Verdict::ALL {
                    @let rows = self.count(verdict);
                    @if rows > 0 { (tab(Some(verdict), verdict.text(texts), rows)) }
                }
            }
        }
    }

    fn row(&self, texts: Texts, row: &Judged<'_>) -> Markup {
        let read = &self.looked.reading.files[row.file];
        let class = match row.verdict {
            Verdict::Refused => Some("bad"),
            Verdict::Look => Some("warn"),
            _ => None,
        };
        html! {
            tr class=[class] id={ "row-" (row.file) "-" (row.line) } {
                td.num data-label=(texts.say("import-column-row")) { (row.line) }
                td { span class=(row.verdict.class()) { (row.verdict.text(texts)) } }
                th scope="row" { (name(read, row.line)) }
                td.num data-label=(texts.say("import-column-amount")) { (amount(read, row.line)) }
                td.quiet data-label=(texts.say("import-column-file")) { (read.name) }
                td.wide { (why(texts, &row.why)) }
            }
        }
    }

    fn pages(&self, texts: Texts, only: Option<Verdict>, page: usize, pages: usize) -> Markup {
        let given = [("page", count_of(page).into()), ("pages", count_of(pages).into())];
        html! {
            nav.pages aria-label=(texts.say("import-pages")) {
                span { (texts.fill("import-page-of", &given)) }
                ul {
                    @if page > 1 { li { a.btn.small href=(self.address(only, page - 1)) rel="prev" { (texts.say("import-page-before")) } } }
                    @if page < pages { li { a.btn.small href=(self.address(only, page + 1)) rel="next" { (texts.say("import-page-next")) } } }
                }
            }
        }
    }
}

/// Names that are taken for others, as they stand in files.
struct Taken<'l>(BTreeMap<(Matter, String), (&'l str, &'l str)>);

impl<'l> Taken<'l> {
    fn of(looked: &'l Looked) -> Self {
        let likely = looked.preview.proposals.iter().filter_map(|proposal| match &proposal.answer {
            Answer::Like(name) => {
                Some(((proposal.matter, fold(&proposal.said)), (proposal.said.as_str(), name.as_str())))
            }
            _ => None,
        });
        Self(likely.collect())
    }

    fn in_row(&self, read: &ReadFile, line: u64) -> Option<(&'l str, &'l str)> {
        if self.0.is_empty() || read.kind != Some(FileKind::Deals) {
            return None;
        }
        [(Field::Product, Matter::Product), (Field::Account, Matter::Account), (Field::Stage, Matter::Stage)]
            .into_iter()
            .find_map(|(field, matter)| self.0.get(&(matter, fold(cell(read, line, field)?))).copied())
    }
}

fn judged<'l>(place: usize, file: &'l FilePreview, read: &'l ReadFile, taken: &Taken<'l>) -> Vec<Judged<'l>> {
    let judge = |(line, outcome): &'l (u64, Outcome)| {
        let likely = || taken.in_row(read, *line);
        let (verdict, why) = match outcome {
            Outcome::Refused(refusal) => (Verdict::Refused, Why::Refused(refusal)),
            Outcome::Unchanged => (Verdict::Known, Why::Nothing),
            Outcome::New | Outcome::Changed => match likely() {
                Some((said, name)) => (Verdict::Look, Why::Taken(said, name)),
                None if *outcome == Outcome::New => (Verdict::New, Why::Nothing),
                None => (Verdict::Changed, Why::Nothing),
            },
        };
        Judged { verdict, file: place, line: *line, why }
    };
    file.rows.iter().map(judge).collect()
}

fn why(texts: Texts, why: &Why<'_>) -> String {
    match why {
        Why::Nothing => String::new(),
        Why::Refused(refusal) => texts.problem(&refusal.problem()),
        Why::Taken(said, name) => texts.fill("import-taken-for", &[("said", (*said).into()), ("name", (*name).into())]),
    }
}

/// What stands in a row's cell of this field.
fn cell(read: &ReadFile, line: u64, field: Field) -> Option<&str> {
    let rows = &read.sheet.as_ref().ok()?.rows;
    let row = &rows[rows.binary_search_by_key(&line, |row| row.line).ok()?];
    let place = read.columns.iter().position(|column| column.field == Some(field))?;
    row.cells.get(place).map(str::trim).filter(|cell| !cell.is_empty())
}

/// What a person knows the row by.
fn name(read: &ReadFile, line: u64) -> String {
    let fields: &[Field] = match read.kind {
        Some(FileKind::Deals) if cell(read, line, Field::Title).is_some() => &[Field::Id, Field::Title],
        Some(FileKind::Deals) => &[Field::Id, Field::Product, Field::Account],
        Some(FileKind::Teams) => &[Field::Seller, Field::Team, Field::Leader],
        _ => &[Field::Name],
    };
    let cells: Vec<&str> = fields.iter().filter_map(|field| cell(read, line, *field)).collect();
    cells.join(" · ")
}

/// Its amount, as it stands there.
fn amount(read: &ReadFile, line: u64) -> &str {
    [Field::CloseValue, Field::Amount, Field::Price].into_iter().find_map(|field| cell(read, line, field)).unwrap_or("")
}

fn count_of(rows: usize) -> String {
    count(i64::try_from(rows).unwrap_or(i64::MAX))
}
