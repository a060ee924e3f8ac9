//! What was asked for.

use std::path::PathBuf;

/// The options of a run.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// Numbers of deals to measure at.
    pub(crate) deals: Vec<u32>,
    /// How often product and control take turns.
    pub(crate) rounds: usize,
    /// Fail when a limit is missed.
    pub(crate) check: bool,
    /// Measure on these empty `PostgreSQL` databases instead of `SQLite`, one for each number of deals.
    pub(crate) databases: Vec<String>,
    /// The one of them that is measured.
    pub(crate) database: Option<String>,
    /// The server to measure.
    pub(crate) paceline: PathBuf,
    /// The file whose section is replaced by the result.
    pub(crate) write: Option<PathBuf>,
    /// Be the control instead.
    pub(crate) control: bool,
}

impl Options {
    /// Reads `--deals 1000,10000`, `--rounds N`, `--check`, `--database URL`, `--paceline FILE`,
    /// `--write FILE`.
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join("paceline")));
        let mut options = Self {
            deals: vec![1_000, 10_000, 100_000],
            rounds: 5,
            check: false,
            databases: Vec::new(),
            database: None,
            paceline: beside.unwrap_or_default(),
            write: None,
            control: false,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} needs a value"));
            match word.as_str() {
                "control" => options.control = true,
                "--check" => options.check = true,
                "--deals" => options.deals = numbers(&value()?)?,
                "--rounds" => options.rounds = value()?.parse().map_err(|_| "--rounds needs a number")?,
                "--database" => options.databases.push(value()?),
                "--paceline" => options.paceline = value()?.into(),
                "--write" => options.write = Some(value()?.into()),
                _ => return Err(format!("{word} is not an option")),
            }
        }
        if !options.databases.is_empty() && options.databases.len() != options.deals.len() {
            return Err("give one empty --database for each number of deals".to_owned());
        }
        options.database = options.databases.first().cloned();
        Ok(options)
    }

    /// The same for the number of deals at this place of the list.
    pub(crate) fn at(&self, place: usize) -> Self {
        Self { database: self.databases.get(place).cloned(), ..self.clone() }
    }
}

fn numbers(typed: &str) -> Result<Vec<u32>, String> {
    typed.split(',').map(|number| number.parse().map_err(|_| format!("{number} is no number of deals"))).collect()
}
