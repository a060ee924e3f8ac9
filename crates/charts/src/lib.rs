//! Charts: series in, SVG out. Pure functions; no database, no clock, no colours.
//!
//! A drawing carries classes only; `web/styles/components/chart.css` says how they look, from the
//! tokens of the page, so one drawing serves light and dark. Every chart is an image with a title and
//! a description, and has its numbers in a table beside it. [`png()`] turns a drawing into a picture
//! with the same style sheet and the tokens' values written out.
//!
//! | class | what it is |
//! |---|---|
//! | `chart` | the svg; with `chart-narrow` drawn for a phone, with `chart-small` a spark among many |
//! | `chart-figure`, `chart-when-wide`, `chart-when-narrow` | holds both widths; one of them shows |
//! | `chart-off` | ground of a day off |
//! | `chart-grid`, `chart-zero`, `chart-tick` | grid lines, the zero line, text at the axes |
//! | `chart-pace`, `chart-pace-label` | the pace line |
//! | `chart-remaining` | what remains (without a target: what was won) |
//! | `chart-over`, `chart-over-label` | the area below zero, over target |
//! | `chart-band`, `chart-likely`, `chart-band-label` | forecast P10 to P90, its middle, its words |
//! | `chart-win`, `chart-correction`, `chart-step` | marks: a win, a correction, a changed target |
//! | `chart-dot` | with `chart-win`: one of very many |
//! | `chart-label` | text at a mark, with a ground that keeps lines off it |
//! | `chart-today`, `chart-today-label`, `chart-now` | the day asked about, and where one stands |
//! | `chart-age-young`, `chart-age-late`, `chart-age-stuck` | how old open things are |
//! | `chart-flow` with `chart-flow-0` to `chart-flow-7` | bands of a cumulative flow |
//! | `chart-day` | nothing to see: carries `data-x` and `data-say` for the cross-hair |

mod ageing;
mod burndown;
mod flow;
mod frame;
mod label;
mod path;
mod png;
mod scale;
mod survival;
mod theme;
mod words;

pub use ageing::ageing;
pub use burndown::{BurndownChart, ForecastPoint, Size, burndown, burndown_figure, burndown_small, burndown_table};
pub use flow::Flow;
pub use png::{PngProblem, png};
pub use survival::survival;
pub use theme::Theme;
pub use words::Words;
