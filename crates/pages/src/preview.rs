//! How a text in Markdown will look.

use http::Visit;
use maud::Markup;
use serde::Deserialize;

use crate::form::Form;
use crate::parts::markdown;

/// A text as it stands in its field.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    text: String,
}

pub(crate) async fn create(_visit: Visit, Form(typed): Form<Typed>) -> Markup {
    markdown(&typed.text)
}
