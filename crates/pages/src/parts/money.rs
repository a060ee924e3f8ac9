use http::Texts;
use maud::{Markup, html};
use measures::Money;

/// An amount, short where space is short, exact on hover: `€41k`.
pub(crate) fn short(money: Money) -> Markup {
    html! { span.money title=(money.exact()) { (money.short()) } }
}

/// What a deal is worth, as it is known: an offer, a list price, or nothing yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worth {
    /// The amount, if there is one.
    pub(crate) amount: Option<Money>,
    /// It is the list price.
    pub(crate) estimated: bool,
}

impl Worth {
    /// Short, exact on hover.
    pub(crate) fn short(self, texts: Texts) -> Markup {
        self.written(texts, |money| money.short())
    }

    /// To the cent.
    pub(crate) fn exact(self, texts: Texts) -> Markup {
        self.written(texts, |money| money.exact())
    }

    fn written(self, texts: Texts, write: impl Fn(Money) -> String) -> Markup {
        match self.amount {
            Some(money) if self.estimated => html! {
                span.money.estimated title=(texts.fill("worth-estimated", &[("amount", money.exact().into())])) {
                    (write(money)) span.aloud { " " (texts.say("worth-estimated-aloud")) }
                }
            },
            Some(money) => html! { span.money title=(money.exact()) { (write(money)) } },
            None => html! { span.quiet { (texts.say("worth-unknown")) } },
        }
    }
}
