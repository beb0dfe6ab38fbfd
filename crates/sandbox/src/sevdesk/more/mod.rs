//! More data on demand: thousands of contacts, drafts of hundreds of lines.

mod invented;
mod request;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::books::{Books, Change, Counters};
use super::model::{Contact, Discount, Invoice, Position, Tax};
use super::{addresses, seed, sums, units};
use crate::journal::JournalError;
use crate::state;
use invented::generated;
pub(crate) use request::SeedRequest;
use request::{NewContact, NewContacts, NewDiscount, NewDraft, NewPosition};

/// The ids of what was added, in the order of the request.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SeedReport {
    contacts: Vec<String>,
    drafts: Vec<String>,
}

/// Why data can't be added.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SeedError {
    #[error("there is no customer \"{0}\". Give the name or the id of one, or add it first")]
    NoCustomer(String),
    #[error("there is no unit \"{0}\". Take one that /sandbox/state shows, such as \"hour\"")]
    NoUnit(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Decides what adding means.
pub(crate) fn add(
    books: &Books,
    request: SeedRequest,
    unit_shift: u64,
    now: DateTime<Utc>,
) -> Result<(Vec<state::Change>, SeedReport), SeedError> {
    let mut adding = Adding {
        books,
        counters: books.counters(),
        unit_shift,
        now,
    };
    let mut report = SeedReport::default();
    let mut changes = Vec::new();
    for contact in request.contacts.map(NewContacts::list).unwrap_or_default() {
        let contact = adding.contact(contact);
        report.contacts.push(contact.id.to_string());
        changes.push(Change::Contact(contact));
    }
    for draft in request.drafts {
        let draft = adding.draft(draft)?;
        report.drafts.push(draft.id.to_string());
        changes.push(Change::Invoice(Box::new(draft)));
    }
    changes.push(Change::Counters(adding.counters));
    Ok((
        changes.into_iter().map(state::Change::Sevdesk).collect(),
        report,
    ))
}

struct Adding<'a> {
    books: &'a Books,
    counters: Counters,
    unit_shift: u64,
    now: DateTime<Utc>,
}

impl Adding<'_> {
    fn contact(&mut self, new: NewContact) -> Contact {
        Contact {
            id: self.counters.next_contact(),
            created: self.now,
            updated: self.now,
            name: new.name,
            first_name: new.first_name,
            last_name: new.last_name,
            customer_number: Some(self.counters.next_customer_number().to_string()),
            parent: None,
            category: 3,
            status: 1000,
            vat_number: None,
        }
    }

    fn draft(&mut self, new: NewDraft) -> Result<Invoice, SeedError> {
        let mut contacts = self.books.contacts();
        let contact = contacts.find(|contact| {
            contact.display_name() == new.contact || contact.id.to_string() == new.contact
        });
        let contact = contact
            .ok_or_else(|| SeedError::NoCustomer(new.contact.clone()))?
            .id;
        let (address, country) = addresses::letter_block(self.books, contact).unzip();
        let given = new.positions.into_iter();
        let lines = given.chain((1..=new.generated_lines).map(generated));
        let positions = lines
            .zip(0..)
            .map(|(line, number)| self.position(line, number))
            .collect::<Result<_, _>>()?;
        let mut draft = Invoice {
            reference: new.reference,
            header: new.header,
            head_text: new.head_text,
            foot_text: new.foot_text,
            cash_discount: new.cash_discount,
            cash_discount_days: (new.cash_discount != 0).then_some(10),
            show_net: new.show_net,
            tax: Tax::Rule(new.tax_rule),
            tax_text: Some("Umsatzsteuer".to_owned()),
            days_to_pay: Some(14),
            address,
            country,
            positions,
            discounts: new
                .discounts
                .into_iter()
                .map(|discount| self.discount(discount))
                .collect(),
            ..Invoice::draft(
                self.counters.next_invoice(),
                contact,
                seed::FIRST_USER,
                self.now,
            )
        };
        sums::recompute(&mut draft, |_| true);
        Ok(draft)
    }

    fn position(&mut self, new: NewPosition, number: i64) -> Result<Position, SeedError> {
        let unit = units::id_of(&new.unit, self.unit_shift).ok_or(SeedError::NoUnit(new.unit))?;
        Ok(Position {
            name: new.name,
            text: new.text,
            quantity: new.quantity,
            price: new.price,
            tax_rate: new.tax_rate,
            discount: new.discount,
            part: new.part,
            unit,
            ..Position::blank(self.counters.next_position(), number, self.now)
        })
    }

    fn discount(&mut self, new: NewDiscount) -> Discount {
        Discount {
            id: self.counters.next_discount(),
            reduces: true,
            text: new.text,
            percentage: new.percentage,
            value: new.value,
        }
    }
}
