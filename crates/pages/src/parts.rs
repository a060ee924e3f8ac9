//! The parts that pages are made of: functions with types.

mod area;
mod choice;
mod count;
mod day;
mod empty;
mod face;
mod field;
mod history;
mod icon;
mod markdown;
mod money;
mod note;
mod picker;
mod sentence;
mod sheet;

pub(crate) use area::{MarkdownArea, area};
pub(crate) use choice::{Choice, Group};
pub(crate) use count::count;
pub(crate) use day::{ago, clock, full, long, month, spoken};
pub(crate) use empty::empty_mark;
pub(crate) use face::{face, face_small, faces, initials, person};
pub(crate) use field::{Field, button_form, cell, problem_list};
pub(crate) use history::history;
pub(crate) use icon::{icon, icon_small};
pub(crate) use markdown::markdown;
pub(crate) use money::{Worth, short};
pub(crate) use note::notes;
pub(crate) use picker::Picker;
pub(crate) use sentence::sentence;
pub(crate) use sheet::sheet;
