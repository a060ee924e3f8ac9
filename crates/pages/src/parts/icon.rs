use maud::{Markup, html};

/// An icon from the sprite; it only repeats what the words beside it say.
pub(crate) fn icon(name: &str) -> Markup {
    sized(name, "icon")
}

/// A small one.
pub(crate) fn icon_small(name: &str) -> Markup {
    sized(name, "icon s")
}

fn sized(name: &str, class: &str) -> Markup {
    let sprite = http::asset_path("icons.svg");
    html! { svg class=(class) aria-hidden="true" { use href={ (sprite) "#" (name) } {} } }
}
