//! What the address of a board or a list asks for: filter, order, view and place. Everything lives in
//! the address, so that a view can be kept and sent.

use domain::{Actor, Around, Filter, Order, Role, Sort};

/// What somebody wants to see.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// Which deals.
    pub(super) filter: Filter,
    /// In which order, in the table.
    pub(super) order: Order,
    /// As a table, not as a board.
    pub(super) table: bool,
    /// Behind which row the table begins.
    pub(super) after: String,
    /// Behind which tile a column begins: the stage's key and the place.
    pub(super) columns: Vec<(String, String)>,
    /// The address says whose deals; otherwise everybody begins with their own.
    said_whose: bool,
}

impl Asked {
    /// Reads the query of an address; what is unknown counts as not said.
    pub(super) fn read(query: &str, fields: &[(String, String)]) -> Self {
        let mut asked = Self { filter: Filter::parse(query), order: Order::parse(query), ..Self::default() };
        for (name, value) in fields {
            match name.as_str() {
                "as" => asked.table = value == "table",
                "after" => value.clone_into(&mut asked.after),
                "whose" => asked.whose(value),
                name => {
                    if let Some(stage) = name.strip_prefix("after-").filter(|_| !value.is_empty()) {
                        asked.columns.push((stage.to_owned(), value.clone()));
                    }
                }
            }
        }
        let filter = &asked.filter;
        asked.said_whose |= filter.mine || filter.owner.is_some() || filter.team.is_some() || filter.account.is_some();
        asked
    }

    fn whose(&mut self, value: &str) {
        let number = |prefix: &str| value.strip_prefix(prefix).and_then(|number| number.parse().ok());
        self.said_whose |= !value.is_empty();
        self.filter.mine = value == "mine";
        self.filter.team = number("team-").or(self.filter.team);
        self.filter.owner = number("person-").or(self.filter.owner);
    }

    /// Where nothing says whose: sellers begin with their own deals, leaders with their team's.
    pub(super) fn settle(mut self, actor: &Actor, around: &Around) -> Self {
        if self.said_whose || actor.operates() || actor.role == Role::Partner {
            return self;
        }
        match &around.team {
            Some((number, _)) if actor.leads_any() => self.filter.team = Some(*number),
            _ => self.filter.mine = true,
        }
        self
    }

    /// Whose deals these are, as the choice in the filter spells it.
    pub(super) fn whose_name(&self) -> String {
        match (&self.filter.team, &self.filter.owner) {
            _ if self.filter.mine => "mine".to_owned(),
            (Some(team), _) => format!("team-{team}"),
            (None, Some(owner)) => format!("person-{owner}"),
            (None, None) => "all".to_owned(),
        }
    }

    /// The address of this very view, at its first page.
    pub(super) fn address(&self) -> String {
        let everybody = (self.whose_name() == "all" && self.filter.account.is_none()).then(|| "whose=all".to_owned());
        let table = self.table.then(|| "as=table".to_owned());
        let order = self.table.then(|| self.order.query());
        let parts = [everybody, Some(self.filter.query()), order, table];
        let said: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if said.is_empty() { "/deals".to_owned() } else { format!("/deals?{}", said.join("&")) }
    }

    /// The address of all of these deals as a file.
    pub(super) fn file(&self) -> String {
        self.address().replacen("/deals", "/deals.csv", 1)
    }

    /// The address behind the rows of this page of the table.
    pub(super) fn behind(&self, after: &str) -> String {
        joined(&self.address(), "after", after)
    }

    /// The address of the same board with one column behind its tiles, or at its beginning.
    pub(super) fn column_behind(&self, stage: &str, after: Option<&str>) -> String {
        let others = self.columns.iter().filter(|(key, _)| key != stage);
        let here = after.map(|after| (stage.to_owned(), after.to_owned()));
        let all = others.cloned().chain(here);
        all.fold(self.address(), |address, (key, after)| joined(&address, &format!("after-{key}"), &after))
    }

    /// The same filter on a table or on a board, which shows one process.
    pub(super) fn viewed(&self, table: bool) -> String {
        Self { table, ..self.clone() }.address()
    }

    /// The table in this order; asked again for the same, the other way round.
    pub(super) fn sorted(&self, sort: Sort) -> String {
        let down = if self.order.sort == sort { !self.order.down } else { sort == Sort::Amount };
        Self { order: Order { sort, down }, ..self.clone() }.address()
    }

    /// Nothing filtered but whose, and by which process.
    pub(super) fn cleared(&self) -> String {
        let Filter { mine, owner, team, .. } = self.filter;
        let filter = Filter { mine, owner, team, process: self.filter.process.clone(), ..Filter::default() };
        Self { filter, ..self.clone() }.address()
    }

    /// The address of the form for a deal of the process that is looked at.
    pub(super) fn opening(&self) -> String {
        let process = self.filter.process.as_deref().map(|key| format!("?process={key}"));
        format!("/deals/new{}", process.unwrap_or_default())
    }

    /// Whether anything is filtered but whose, and by which process.
    pub(super) fn is_narrowed(&self) -> bool {
        self.address() != self.cleared()
    }
}

fn joined(address: &str, name: &str, value: &str) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{name}={value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        let fields: Vec<_> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Asked::read(query, &fields)
    }

    #[test]
    fn a_view_survives_its_address() {
        let one = asked("whose=team-3&stuck=yes&as=table&sort=amount&down=yes");
        assert_eq!(one.address(), "/deals?team=3&stuck=yes&sort=amount&down=yes&as=table");
        assert_eq!(one.viewed(false), "/deals?team=3&stuck=yes");
        assert_eq!(one.cleared(), "/deals?team=3&sort=amount&down=yes&as=table");
        assert!(one.is_narrowed());
        assert_eq!(asked("whose=all").address(), "/deals?whose=all");
        assert_eq!(asked("account=7").address(), "/deals?account=7");
    }

    #[test]
    fn a_column_goes_on_alone() {
        let board = asked("mine=yes&after-demo=abc");
        assert_eq!(board.column_behind("won", Some("xyz")), "/deals?mine=yes&after-demo=abc&after-won=xyz");
        assert_eq!(board.column_behind("demo", None), "/deals?mine=yes");
    }
}
