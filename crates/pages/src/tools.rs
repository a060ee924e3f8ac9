//! The playbook: tools for selling, a file for each resource.

pub(crate) mod all;
mod content;
mod followed;
mod form;
pub(crate) mod one;
mod page;
pub(crate) mod restoration;

pub(crate) use content::says;

use domain::ToolKind;

/// The address of a tool's page.
fn address(number: i64) -> String {
    format!("/tools/{number}")
}

/// The text that names a kind of tool.
pub(crate) fn kind_name(kind: ToolKind) -> &'static str {
    match kind {
        ToolKind::Template => "tool-kind-template",
        ToolKind::CaseStudy => "tool-kind-case-study",
        ToolKind::Matrix => "tool-kind-matrix",
        ToolKind::Rubric => "tool-kind-rubric",
        ToolKind::Play => "tool-kind-play",
        ToolKind::Script => "tool-kind-script",
    }
}
