//! The parts that pages are made of: functions with types.

mod day;
mod empty;
mod face;
mod field;
mod icon;
mod markdown;
mod money;

pub(crate) use day::{ago, clock, full, long, month, spoken};
pub(crate) use empty::empty_mark;
pub(crate) use face::{face, face_small, hue, initials, person};
pub(crate) use field::{Field, button_form, problem_list};
pub(crate) use icon::{icon, icon_small};
pub(crate) use markdown::markdown;
pub(crate) use money::{exact, short};
