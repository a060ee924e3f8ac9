use maud::{Markup, html};
use measures::Money;

/// An amount, short where space is short, exact on hover: `€41k`.
pub(crate) fn short(money: Money) -> Markup {
    html! { span.money title=(money.exact()) { (money.short()) } }
}

/// An amount to the cent.
pub(crate) fn exact(money: Money) -> Markup {
    html! { span.money { (money.exact()) } }
}
