//! Lists: filters, order and pages. The two APIs differ in how the parameters are called and what is said beside the rows.

use rust_decimal::Decimal;

use super::filter::{self, Filter};
use super::model::Dialect;
use super::options::Filters;
use super::refusal::Refusal;
use crate::out::Out;

/// Rows of a page, at most and when nothing else is asked for (developer.hellohq.io, of v2; v1's own script in the help
/// centre takes pages of that size).
pub(super) const PAGE: usize = 1000;

/// The parameters of a request for a list.
pub(super) struct Wanted<'a> {
    parameters: &'a [(String, String)],
    dialect: Dialect,
    filters: Filters,
}

/// Rows of a list.
pub(super) struct Page {
    pub(super) rows: Vec<Out>,
    /// How many there are, all pages together.
    pub(super) filtered: usize,
    /// How many there are without the filter.
    pub(super) unfiltered: usize,
    /// Where the next page starts, if there is one.
    pub(super) next: Option<usize>,
}

impl<'a> Wanted<'a> {
    /// What `parameters` ask for. v1 knows them with a dollar sign, v2 without; the other spelling is ignored.
    pub(super) fn new(
        parameters: &'a [(String, String)],
        dialect: Dialect,
        filters: Filters,
    ) -> Self {
        Self {
            parameters,
            dialect,
            filters,
        }
    }

    /// A parameter by its name without the dollar sign.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let is_wanted = |key: &str| match self.dialect {
            Dialect::V1 => key.strip_prefix('$') == Some(name),
            Dialect::V2 => key == name,
        };
        let found = self.parameters.iter().find(|(key, _)| is_wanted(key));
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Whether something that belongs to a row is to come with it.
    pub(super) fn expands(&self, name: &str) -> bool {
        self.get("expand")
            .is_some_and(|names| names.split(',').any(|expanded| expanded.trim() == name))
    }

    /// The page of `rows` that is wanted.
    pub(super) fn page(&self, rows: Vec<Out>) -> Result<Page, Refusal> {
        let unfiltered = rows.len();
        let mut rows = self.filtered(rows)?;
        self.sort(&mut rows)?;
        let filtered = rows.len();
        let skip = self.number("skip")?.unwrap_or(0);
        let top = self.number("top")?.unwrap_or(PAGE).min(PAGE);
        let rows: Vec<Out> = rows.into_iter().skip(skip).take(top).collect();
        let end = skip.saturating_add(rows.len());
        Ok(Page {
            next: (end < filtered && !rows.is_empty()).then_some(end),
            rows,
            filtered,
            unfiltered,
        })
    }

    fn number(&self, name: &str) -> Result<Option<usize>, Refusal> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let refused = || Refusal::invalid(name, format!("'{text}' is no count."));
        text.parse().map(Some).map_err(|_| refused())
    }

    fn filtered(&self, rows: Vec<Out>) -> Result<Vec<Out>, Refusal> {
        let followed = self.filters == Filters::Followed;
        let Some(text) = self.get("filter").filter(|_| followed) else {
            return Ok(rows);
        };
        let refused = |trouble| Refusal::invalid("filter", trouble);
        let filter = Filter::parse(text, self.dialect).map_err(refused)?;
        let mut left = Vec::new();
        for row in rows {
            if filter.admits(&row).map_err(refused)? {
                left.push(row);
            }
        }
        Ok(left)
    }

    fn sort(&self, rows: &mut [Out]) -> Result<(), Refusal> {
        let Some(order) = self.get("orderby") else {
            return Ok(());
        };
        let (field, direction) = order.split_once(' ').unwrap_or((order, "asc"));
        for row in rows.iter() {
            let found = filter::value(row, field);
            found.map_err(|trouble| Refusal::invalid("orderby", trouble))?;
        }
        let key = |row: &Out| filter::value(row, field).map(sort_key).unwrap_or_default();
        rows.sort_by_key(key);
        if direction == "desc" {
            rows.reverse();
        }
        Ok(())
    }
}

fn sort_key(value: &Out) -> (Decimal, String) {
    match value {
        Out::Number(number) => (*number, String::new()),
        Out::Text(text) => (Decimal::ZERO, text.to_lowercase()),
        _ => (Decimal::ZERO, String::new()),
    }
}
