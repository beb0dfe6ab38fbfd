//! An invoice whose draft is as it was meant.

use billing::{Billed, RemoteTotals};
use domain::format;
use domain::money::Cents;
use domain::payload::{Payload, Target};
use domain::totals::{NetByRate, Totals, totals};
use leptos::prelude::*;
use texts::say;

use super::link::link;
use super::live::follow;
use super::load::Shown;
use super::old_draft;
use super::truth;
use crate::components::{Icon, Notice};
use crate::context::Cx;

/// What was done, the way to the draft, and the totals on both sides.
pub async fn section(cx: &Cx, shown: &Shown, billed: &Billed) -> AnyView {
    let l = cx.words();
    let remote = &billed.remote;
    let count = shown.entries.map_or(0, |(count, _)| count);
    let marked = if shown.invoice.mark_billed {
        say!(l, invoices.done_marked, count = count)
    } else {
        say!(l, invoices.done_unmarked, count = count)
    };
    let sums = shown.payload.as_ref().zip(remote.totals);
    view! {
        {truth::notice(cx, shown, billed)}
        <section class="card good">
            <h2><Icon name="check" />{say!(l, invoices.done_title, tool = &shown.tool)}</h2>
            <p>{marked}" "{say!(l, invoices.done_draft)}</p>
            <div class="actions">
                {link(cx, shown, &remote.id).await}
                <a class="button" href=shown.invoice.report_url.clone()>{say!(l, invoices.next_invoice)}</a>
            </div>
            {sums.map(|(payload, theirs)| both(cx, shown, payload, theirs))}
        </section>
        {old_draft::section(cx, shown).await}
        {truth::card(cx, shown, billed)}
        {follow(shown)}
    }
    .into_any()
}

fn both(cx: &Cx, shown: &Shown, payload: &Payload, theirs: RemoteTotals) -> impl IntoView + use<> {
    let l = cx.words();
    let tool = &shown.tool;
    let ours = our_totals(payload);
    let our_tax = ours.taxes.iter().map(|line| line.tax).sum::<Cents>();
    let added = matches!(payload.target, Target::ExistingDraft { .. });
    let agree = (ours.net, our_tax, ours.gross) == (theirs.net, theirs.tax, theirs.gross);
    let verdict = if added {
        view! { <p class="muted">{say!(l, invoices.totals_draft, tool = tool)}</p> }.into_any()
    } else if agree {
        view! { <p class="muted">{say!(l, invoices.totals_same)}</p> }.into_any()
    } else {
        let text = say!(l, invoices.totals_other, tool = tool);
        view! { <Notice kind="warn">{text}</Notice> }.into_any()
    };
    let row = |name: String, ours: Cents, theirs: Cents| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="n">{format::money(ours, cx.locale)}</td>
                <td class="n">{format::money(theirs, cx.locale)}</td>
            </tr>
        }
    };
    view! {
        <table class="compact">
            <thead>
                <tr>
                    <th scope="col">{say!(l, invoices.total)}</th>
                    <th scope="col" class="n">{say!(l, invoices.ours)}</th>
                    <th scope="col" class="n">{say!(l, invoices.theirs, tool = tool)}</th>
                </tr>
            </thead>
            <tbody>
                {row(say!(l, invoices.net), ours.net, theirs.net)}
                {row(say!(l, invoices.tax), our_tax, theirs.tax)}
                {row(say!(l, invoices.gross), ours.gross, theirs.gross)}
            </tbody>
        </table>
        {verdict}
    }
}

/// The totals of what was sent, computed as in the wizard.
fn our_totals(payload: &Payload) -> Totals {
    let mut sums = NetByRate::new();
    for position in &payload.positions {
        let amount = position
            .quantity
            .checked_mul(position.price)
            .and_then(Cents::from_euro);
        *sums.entry(position.tax).or_default() += amount.unwrap_or_default();
    }
    totals(&sums)
}
