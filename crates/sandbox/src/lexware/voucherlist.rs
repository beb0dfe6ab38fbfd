//! The list of documents, in which a new one appears late.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};

use super::books::Books;
use super::model::{Invoice, Status};
use super::problem::{Detail, Problem};
use super::query::Query;
use super::render;
use crate::berlin;
use crate::sandbox::Sandbox;

/// `GET /v1/voucherlist`. Only invoices are simulated, so other kinds bring nothing.
pub(super) async fn list(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Problem> {
    let page = query.page()?;
    let filter = Filter::read(&query)?;
    let now = sandbox.options().clock.now();
    let lag = sandbox.options().lexware.listing_lag;
    let listed = |invoice: &Invoice| {
        let age = (now - invoice.created).to_std().unwrap_or_default();
        age >= lag
    };
    Ok(sandbox.read(|world| {
        let books = &world.lexware;
        let mut rows: Vec<&Invoice> = books
            .invoices()
            .into_iter()
            .filter(|invoice| listed(invoice) && filter.wants(invoice, now))
            .collect();
        sort(&mut rows, query.get("sort").unwrap_or("voucherDate,DESC"));
        page.of(rows, |invoice| row(books, invoice))
    }))
}

fn row(books: &Books, invoice: &Invoice) -> crate::out::Out {
    render::row(invoice, &books.customer_name(invoice))
}

/// What is asked for.
struct Filter<'a> {
    kinds: Vec<&'a str>,
    statuses: Vec<&'a str>,
    contact: Option<&'a str>,
    number: Option<&'a str>,
    archived: bool,
    dated: Days,
    created: Days,
    updated: Days,
}

/// From one whole day to another, both included, as Berlin counts them.
struct Days(Option<NaiveDate>, Option<NaiveDate>);

impl<'a> Filter<'a> {
    fn read(query: &'a Query) -> Result<Self, Problem> {
        let kinds = needed(query, "voucherType")?;
        let statuses = needed(query, "voucherStatus")?;
        if statuses.contains(&"overdue") && statuses.len() > 1 {
            let message = "overdue cannot be combined with other values";
            return Err(Problem::bad_request(message));
        }
        Ok(Self {
            kinds,
            statuses,
            contact: query.get("contactId"),
            number: query.get("voucherNumber"),
            archived: query.agrees("archived", false),
            dated: Days::read(query, "voucherDate")?,
            created: Days::read(query, "createdDate")?,
            updated: Days::read(query, "updatedDate")?,
        })
    }

    fn wants(&self, invoice: &Invoice, now: DateTime<Utc>) -> bool {
        let kind = self.kinds.contains(&"invoice") || self.kinds.contains(&"any");
        let contact = self
            .contact
            .is_none_or(|id| invoice.contact.as_deref() == Some(id));
        let number = self
            .number
            .is_none_or(|number| invoice.number.as_deref() == Some(number));
        kind && contact
            && number
            && self.archived
            && self.wants_status(invoice, now)
            && self.dated.include(invoice.dated)
            && self.created.include(invoice.created)
            && self.updated.include(invoice.updated)
    }

    fn wants_status(&self, invoice: &Invoice, now: DateTime<Utc>) -> bool {
        let overdue = invoice.status == Status::Open && render::due(invoice) < now;
        self.statuses.iter().any(|wanted| match *wanted {
            "any" => true,
            "overdue" => overdue,
            other => other == invoice.status.as_str(),
        })
    }
}

/// A list separated by commas that must be there.
fn needed<'a>(query: &'a Query, key: &str) -> Result<Vec<&'a str>, Problem> {
    let given = query.get(key).filter(|text| !text.is_empty());
    let missing = || {
        Problem::invalid(vec![Detail {
            violation: "NOTNULL",
            field: key.to_owned(),
            message: "darf nicht leer sein".to_owned(),
        }])
    };
    Ok(given.ok_or_else(missing)?.split(',').collect())
}

impl Days {
    fn read(query: &Query, what: &str) -> Result<Self, Problem> {
        let from = query.day(&format!("{what}From"))?;
        Ok(Self(from, query.day(&format!("{what}To"))?))
    }

    fn include(&self, at: DateTime<Utc>) -> bool {
        let day = berlin::day(at);
        self.0.is_none_or(|from| day >= from) && self.1.is_none_or(|to| day <= to)
    }
}

fn sort(rows: &mut [&Invoice], order: &str) {
    let (what, direction) = order.split_once(',').unwrap_or((order, "ASC"));
    match what {
        "createdDate" => rows.sort_by_key(|invoice| invoice.created),
        "updatedDate" => rows.sort_by_key(|invoice| invoice.updated),
        "voucherNumber" => rows.sort_by_key(|invoice| &invoice.number),
        _ => rows.sort_by_key(|invoice| invoice.dated),
    }
    if direction == "DESC" {
        rows.reverse();
    }
}
