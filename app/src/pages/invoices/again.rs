//! `Create invoice` on a report from which an invoice is already in preparation: go on with it, or begin another one?

use domain::InvoiceId;
use domain::invoice::InvoiceState;
use leptos::prelude::*;
use texts::say;

use super::begin::ANEW;
use super::load::load;
use crate::components::{Title, moment_text, page};
use crate::context::PageError;
use crate::pages::wizard::scope_of;

/// The question, with the report in the query.
#[component]
pub fn AgainPage() -> impl IntoView {
    page(async |cx| {
        let id: Option<InvoiceId> = cx.query_value("invoice").and_then(|id| id.parse().ok());
        let shown = load(&cx, id.ok_or(PageError::NotFound)?).await?;
        if shown.invoice.state != InvoiceState::Preparing {
            return Err(PageError::NotFound);
        }
        let l = cx.words();
        let entries = say!(
            l,
            common.entries,
            count = shown.entries.map_or(0, |(count, _)| count)
        );
        // What the invoice in preparation has, another one cannot get: then there would be nothing to choose in step 1.
        let free = cx
            .state
            .store
            .free_entries(&scope_of(&shown.invoice))
            .await?;
        let when = moment_text(&cx, shown.invoice.created_at);
        let fields: Vec<_> = cx
            .query()
            .into_iter()
            .filter(|(name, _)| name != "invoice")
            .chain([(ANEW.to_owned(), "yes".to_owned())])
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        let text = if free > 0 {
            say!(l, invoices.again_text, when = when, entries = entries)
        } else {
            say!(l, invoices.again_all, when = when, entries = entries)
        };
        let anew = (free > 0).then(|| {
            view! {
                <form method="post" action="/invoices">
                    {fields}
                    <button>{say!(l, invoices.again_anew)}</button>
                </form>
            }
        });
        Ok(view! {
            <Title text=say!(l, invoices.again_title) />
            <section class="card">
                <h1>{say!(l, invoices.again_title)}</h1>
                <p>{text}</p>
                <div class="actions">
                    <a class="button primary" href=format!("/invoices/{}/overview", shown.invoice.id)>{say!(l, invoices.again_go_on)}</a>
                    {anew}
                </div>
            </section>
        }
        .into_any())
    })
}
