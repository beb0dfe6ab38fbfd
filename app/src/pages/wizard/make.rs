//! Making the positions from the answers of steps 3 and 4.

use domain::document::Document;
use domain::entry::BillableEntry;
use domain::level::{Level, Recipe, make};
use domain::text::Template;
use domain::unit::TimeUnit;
use rust_decimal::Decimal;
use store::invoices::{Invoice, MadeDocument};
use texts::say;

use super::load::document_of;
use super::step::{Step, answers};
use crate::context::{Cx, PageError};

/// What the customer paid per unit last: time without a rate gets it as well.
pub async fn usual_price(
    cx: &Cx,
    invoice: &Invoice,
    unit: TimeUnit,
) -> Result<Option<Decimal>, PageError> {
    let (Some(connection), Some(customer)) = (invoice.connection, &invoice.customer) else {
        return Ok(None);
    };
    let store = &cx.state.store;
    let price = store.last_price(connection, &customer.id, unit.unit());
    Ok(price.await?)
}

/// The answers of steps 3 and 4 as a recipe, without a price for what has no rate.
pub fn recipe(cx: &Cx, invoice: &Invoice, level: Level, decimals: (u32, u32)) -> Recipe {
    Recipe {
        usual_price: None,
        level,
        mixed: invoice.mixed,
        source: invoice.text_source,
        template: Template::parse(&invoice.template).ok(),
        unit: invoice.unit,
        tax: invoice.treatment.usual_rate(),
        quantity_decimals: decimals.0,
        price_decimals: decimals.1,
        locale: cx.locale,
    }
}

/// Makes the positions, unless they were made of just these answers before, or changes by hand would be lost unasked.
pub async fn make_positions(
    cx: &Cx,
    invoice: &Invoice,
    level: Level,
    may_lose: bool,
) -> Result<Result<String, (&'static str, String)>, PageError> {
    let l = cx.words();
    let next = Step::Positions.url(invoice.id);
    let current: Document = document_of(cx, invoice).await?;
    let entries = cx.state.store.chosen_entries(invoice, cx.locale).await?;
    let usual_price = usual_price(cx, invoice, invoice.unit).await?;
    let made_from = fingerprint(invoice, &entries, usual_price);
    if invoice.made_from.as_ref() == Some(&made_from) {
        return Ok(Ok(next));
    }
    let decimals = (current.quantity_decimals, current.price_decimals);
    let recipe = Recipe {
        usual_price,
        ..recipe(cx, invoice, level, decimals)
    };
    let made = MadeDocument {
        made: make(&entries, &recipe, current.next_no),
        entries,
        made_from,
    };
    let lost = cx
        .state
        .store
        .changes_at_risk(invoice.id, &current, &made)
        .await?;
    if !lost.is_empty() && !may_lose {
        let listed = lost
            .iter()
            .map(|position| position.text.lines().next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n");
        return Ok(Err(("at_risk", listed)));
    }
    let written = cx
        .state
        .store
        .write_made(invoice.id, invoice.version, &current, &made, cx.now())
        .await?;
    Ok(if written {
        Ok(next)
    } else {
        Err(("", say!(l, wizard.edited_meanwhile)))
    })
}

/// What positions were made from. A hash that comes out otherwise one day only makes anew what nobody touched.
fn fingerprint(invoice: &Invoice, entries: &[BillableEntry], usual: Option<Decimal>) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    usual.hash(&mut hasher);
    for entry in entries {
        (
            entry.id,
            entry.version,
            entry.seconds,
            entry.rate,
            entry.local_date,
            &entry.note,
            &entry.names.project,
            &entry.names.task,
            &entry.names.user,
        )
            .hash(&mut hasher);
    }
    format!("{} {:x}", answers(invoice), hasher.finish())
}
