//! Which deals a board or a list shows, and in which order: both live in the address.

use form_urlencoded::{Serializer, parse};
use jiff::civil::Date;

use crate::Status;

/// Which deals somebody wants to see. Persons, teams and accounts stand by the numbers that people see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that the person who looks owns.
    pub mine: bool,
    /// Only those of this owner.
    pub owner: Option<i64>,
    /// Only those of this home team.
    pub team: Option<i64>,
    /// Only those of this account.
    pub account: Option<i64>,
    /// Only those in whose title or customer every one of these words begins a word.
    pub text: String,
    /// Only open ones that stand in their stage for longer than is usual there.
    pub stuck: bool,
    /// Only those that should close on this day or later.
    pub close_from: Option<Date>,
    /// Only those that should close on this day or earlier.
    pub close_to: Option<Date>,
    /// Only those in this stage, by its key.
    pub stage: Option<String>,
    /// Only those of the process with this key. Unless said a board shows the standard one, a list all of them.
    pub process: Option<String>,
    /// Lists: only those that are open (unless said), won or lost.
    pub status: Statuses,
}

/// Which ends of the process a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Statuses {
    /// What is still worked on.
    #[default]
    Open,
    /// What was won.
    Won,
    /// What was lost.
    Lost,
    /// Everything.
    Any,
}

impl Statuses {
    /// The name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Any => "any",
        }
    }

    fn named(name: &str) -> Self {
        let all = [Self::Open, Self::Won, Self::Lost, Self::Any];
        all.into_iter().find(|statuses| statuses.name() == name).unwrap_or_default()
    }

    pub(super) fn each(self) -> &'static [Status] {
        match self {
            Self::Open => &[Status::Open],
            Self::Won => &[Status::Won],
            Self::Lost => &[Status::Lost],
            Self::Any => &[Status::Open, Status::Won, Status::Lost],
        }
    }
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Its title.
    Title,
    /// Its amount, in whatever currency.
    Amount,
    /// When it should be closed.
    #[default]
    Close,
    /// Its place in the process.
    Stage,
    /// Since when it stands in its stage: the longest first.
    Age,
    /// The owner's name.
    Owner,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 6] = [Self::Title, Self::Amount, Self::Close, Self::Stage, Self::Age, Self::Owner];

    /// The name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Amount => "amount",
            Self::Close => "close",
            Self::Stage => "stage",
            Self::Age => "age",
            Self::Owner => "owner",
        }
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub sort: Sort,
    /// From the last to the first.
    pub down: bool,
}

impl Order {
    /// The order in the query of an address (`sort=amount&down=yes`); what is unknown counts as not said.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut order = Self::default();
        for (name, value) in parse(query.as_bytes()) {
            match &*name {
                "sort" => order.sort = Sort::ALL.into_iter().find(|sort| sort.name() == value).unwrap_or_default(),
                "down" => order.down = yes(&value),
                _ => {}
            }
        }
        order
    }

    /// The query of an address that leads here; empty for the usual order.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        if self.sort != Sort::default() {
            query.append_pair("sort", self.sort.name());
        }
        if self.down {
            query.append_pair("down", "yes");
        }
        query.finish()
    }
}

impl Filter {
    /// The filter in the query of an address (`mine=yes&text=rail`); what is unknown counts as not said.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in parse(query.as_bytes()) {
            let value = value.trim();
            match &*name {
                "mine" => filter.mine = yes(value),
                "owner" => filter.owner = value.parse().ok(),
                "team" => filter.team = value.parse().ok(),
                "account" => filter.account = value.parse().ok(),
                "text" => filter.text = value.chars().take(100).collect(),
                "stuck" => filter.stuck = yes(value),
                "close_from" => filter.close_from = value.parse().ok(),
                "close_to" => filter.close_to = value.parse().ok(),
                "stage" => filter.stage = (!value.is_empty()).then(|| value.to_owned()),
                "process" => filter.process = (!value.is_empty()).then(|| value.to_owned()),
                "status" => filter.status = Statuses::named(value),
                _ => {}
            }
        }
        filter
    }

    /// The query of an address that leads here; empty for everything.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let said = [
            ("mine", self.mine.then(|| "yes".to_owned())),
            ("owner", number(self.owner)),
            ("team", number(self.team)),
            ("account", number(self.account)),
            ("text", (!self.text.is_empty()).then(|| self.text.clone())),
            ("stuck", self.stuck.then(|| "yes".to_owned())),
            ("close_from", day(self.close_from)),
            ("close_to", day(self.close_to)),
            ("stage", self.stage.clone()),
            ("process", self.process.clone()),
            ("status", (self.status != Statuses::Open).then(|| self.status.name().to_owned())),
        ];
        for (name, value) in said {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        }
        query.finish()
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn yes(value: &str) -> bool {
    matches!(value, "yes" | "true" | "1" | "on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_and_an_order_survive_an_address() {
        let query = "mine=yes&team=3&text=rail+%26+sea&stuck=yes&close_to=2017-03-31&status=any";
        let filter = Filter::parse(query);
        assert_eq!((filter.team, filter.text.as_str()), (Some(3), "rail & sea"));
        assert_eq!(filter.query(), query);
        assert_eq!(Order::parse("sort=amount&down=yes&x=1").query(), "sort=amount&down=yes");
        assert!(Filter::parse("team=North&colour=red").is_empty(), "what is unknown leaves nothing out");
    }
}
