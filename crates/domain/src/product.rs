//! A product: something that is sold, with its list price.

use db::{FromRow, Row};
use measures::money::{Currency, Money};
use serde::Deserialize;

use crate::deal::{amount_typed, currency, currency_typed};
use crate::fold::fold;
use crate::id::{Id, maybe};
use crate::many::{Many, find_any, many};
use crate::{Error, Event, Kind, Problems, ProductId, Result, Scene};

/// Something that is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Which one.
    pub id: ProductId,
    /// The number people see.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// The family it belongs to.
    pub series: Option<String>,
    /// Its list price in minor units of `currency`.
    pub price_minor: Option<i64>,
    /// The currency of the price.
    pub currency: Currency,
}

/// A product as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct ProductDraft {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The family it belongs to.
    #[serde(default)]
    pub series: String,
    /// Its list price.
    #[serde(default)]
    pub price: String,
    /// ISO 4217 code, the workspace's own unless said.
    #[serde(default)]
    pub currency: String,
}

impl Product {
    /// Its list price, if it has one.
    #[must_use]
    pub fn price(&self) -> Option<Money> {
        self.price_minor.map(|minor| Money { minor, currency: self.currency })
    }

    /// Every product, by name.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(ALL, &[])
    }

    /// The product with this name, whatever its case and accents.
    pub fn named(scene: &mut Scene<'_>, name: &str) -> Result<Option<Self>> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        scene.find(NAMED, &[fold(name).into()])
    }

    /// The products with these folded names.
    pub(crate) fn named_any(scene: &mut Scene<'_>, keys: &[db::Value]) -> Result<Vec<Self>> {
        find_any(scene, NAMED_ANY, &[], keys)
    }

    /// The product with this identity.
    pub fn with_id(scene: &mut Scene<'_>, id: ProductId) -> Result<Self> {
        scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)
    }

    /// Adds a product, or changes the one that has this name. The same again changes nothing.
    /// Operations only.
    pub fn put(scene: &mut Scene<'_>, draft: &ProductDraft) -> Result<Self> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let (price, currency) = draft.price(scene)?;
        let series = Some(draft.series.trim()).filter(|series| !series.is_empty()).map(str::to_owned);
        let price_minor = price.map(|price| price.minor);
        let name = draft.name.trim().to_owned();
        let known = Self::named(scene, &name)?;
        let (id, number) = match &known {
            Some(known) => (known.id, known.number),
            None => (scene.new_id(), scene.next_number("products")?),
        };
        let product = Self { id, number, name, series, price_minor, currency };
        match known {
            Some(known) if known == product => {}
            Some(_) => product.write(scene)?,
            None => product.insert(scene)?,
        }
        Ok(product)
    }

    /// Writes a product that is not there yet.
    pub(crate) fn insert(&self, scene: &mut Scene<'_>) -> Result<()> {
        let (now, import) = (scene.now, scene.import);
        let mut values = self.values();
        values.extend([self.number.into(), now.into(), maybe(import)]);
        scene.run(INSERT, &values)?;
        Event::new(Kind::ProductAdded).about(self.id).with("name", self.name.as_str()).record(scene).map(drop)
    }

    pub(crate) fn write(&self, scene: &mut Scene<'_>) -> Result<()> {
        let values = self.values();
        scene.run(WRITE, &values)?;
        Event::new(Kind::ProductChanged).about(self.id).with("name", self.name.as_str()).record(scene).map(drop)
    }

    fn values(&self) -> Vec<db::Value> {
        vec![
            self.id.into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.series.as_deref().into(),
            self.price_minor.into(),
            self.currency.code().into(),
        ]
    }
}

impl ProductDraft {
    fn price(&self, scene: &Scene<'_>) -> Result<(Option<Money>, Currency)> {
        let mut problems = Problems::default();
        match self.name.trim() {
            "" => problems.add("name", "problem-name-missing"),
            long if long.chars().count() > 200 => problems.add("name", "problem-name-long"),
            _ => {}
        }
        let currency = currency_typed(&self.currency, scene.actor.workspace.currency, &mut problems);
        let price = amount_typed(&self.price, currency, &mut problems);
        problems.or((price, currency))
    }
}

impl FromRow for Product {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: ProductId::of(row.id("id")?),
            number: row.int("number")?,
            name: row.text("name")?,
            series: row.maybe_text("series")?,
            price_minor: row.maybe_int("price_minor")?,
            currency: currency(row, "currency")?,
        })
    }
}

macro_rules! products_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, number, name, series, price_minor, currency FROM products
             WHERE workspace_id = $1 AND discarded_at IS NULL AND ",
            $condition
        )
    };
}

const ALL: &str = products_where!("TRUE ORDER BY name_key, id");

const NAMED: &str = products_where!("name_key = $2 ORDER BY id LIMIT 1");

const NAMED_ANY: Many = many!(products_where!("name_key IN "), " ORDER BY name_key, id");

const WITH_ID: &str = products_where!("id = $2");

const INSERT: &str = "
    INSERT INTO products (workspace_id, id, name, name_key, series, price_minor, currency, number, created_at, import_id,
      version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";

const WRITE: &str = "
    UPDATE products SET name = $3, name_key = $4, series = $5, price_minor = $6, currency = $7, version = version + 1
    WHERE workspace_id = $1 AND id = $2";
