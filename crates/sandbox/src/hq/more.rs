//! More data on demand: thousands of companies, drafts of hundreds of lines.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::books::{Books, Change, Counters};
use super::model::{Company, Dialect, Document, Element, GRID, Position, Unit};
use super::sums;
use crate::berlin;
use crate::journal::JournalError;
use crate::state;

/// What is to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeedRequest {
    /// So many companies with invented names.
    #[serde(default)]
    companies: u32,
    /// Companies with these names.
    #[serde(default)]
    named: Vec<String>,
    #[serde(default)]
    drafts: Vec<NewDraft>,
}

/// A draft to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewDraft {
    /// The company's name or id.
    company: String,
    /// The API that shows it.
    dialect: Dialect,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    lines: u32,
}

/// The ids of what was added, in the order of the request.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SeedReport {
    companies: Vec<String>,
    drafts: Vec<String>,
}

/// Why data can't be added.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    #[error("there is no company \"{0}\". Give the name or the id of one, or add it first")]
    NoCompany(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Decides what adding means.
pub(crate) fn add(
    books: &Books,
    request: SeedRequest,
    now: DateTime<Utc>,
) -> Result<(Vec<state::Change>, SeedReport), SeedError> {
    let mut counters = books.counters();
    let mut report = SeedReport::default();
    let mut changes = Vec::new();
    let invented = (1..=request.companies).map(|number| format!("Musterfirma {number:05}"));
    for name in request.named.into_iter().chain(invented) {
        let company = company(name, &mut counters, now);
        report.companies.push(company.id.to_string());
        changes.push(Change::Company(company));
    }
    for draft in request.drafts {
        let draft = self::draft(books, draft, &mut counters, now)?;
        report.drafts.push(draft.id.to_string());
        changes.push(Change::Document(Box::new(draft)));
    }
    changes.push(Change::Counters(counters));
    let changes = changes.into_iter().map(state::Change::Hq);
    Ok((changes.collect(), report))
}

fn company(name: String, counters: &mut Counters, now: DateTime<Utc>) -> Company {
    Company {
        id: counters.next_company(),
        created: now,
        name,
        number: None,
        address: None,
    }
}

fn draft(
    books: &Books,
    new: NewDraft,
    counters: &mut Counters,
    now: DateTime<Utc>,
) -> Result<Document, SeedError> {
    let company = books
        .companies()
        .find(|company| company.name == new.company || company.id.to_string() == new.company);
    let company = company.ok_or_else(|| SeedError::NoCompany(new.company.clone()))?;
    let id = counters.next_document();
    let day = berlin::day(now);
    let mut draft = Document::draft(id, new.dialect, company.id, day, now);
    let table = (new.dialect == Dialect::V2).then(|| counters.next_element());
    draft.elements.extend(table.iter().map(|id| Element {
        id: id.clone(),
        kind: GRID.to_owned(),
        text: None,
        index: 1,
    }));
    draft.service_to = Some(day);
    if let Some(currency) = new.currency {
        draft.currency = currency;
    }
    for number in 1..=new.lines {
        draft.positions.push(Position {
            text: format!("Leistung {number}"),
            amount: Decimal::ONE,
            unit: match new.dialect {
                Dialect::V1 => Unit::Text("Std.".to_owned()),
                Dialect::V2 => Unit::Id(4020),
            },
            price: Decimal::from(90),
            tax: Decimal::from(19),
            table: table.clone(),
            ..Position::blank(counters.next_position(), i64::from(number), now)
        });
    }
    sums::recompute(&mut draft);
    Ok(draft)
}
