//! The totals of a report, one tile per billing status, and their shares as a line.

use domain::format;
use domain::status::BillingStatus;
use leptos::prelude::*;
use store::Sums;
use texts::say;

use super::page::Shown;
use super::{share, words};
use crate::context::Cx;

/// The tiles.
pub fn tiles(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let totals = &shown.report.totals;
    let tiles =
        BillingStatus::ALL.map(|status| tile(cx, status, totals.of(status), shown.with_money()));
    view! {
        <section class="tiles" aria-label=say!(l, report.totals)>
            {tiles.collect_view()}
            {share::line(totals)}
        </section>
    }
    .into_any()
}

fn tile(cx: &Cx, status: BillingStatus, sums: Sums, with_money: bool) -> impl IntoView + use<> {
    let l = cx.words();
    let entries = say!(l, common.entries, count = sums.entries);
    let paid = with_money && status != BillingStatus::NotBillable;
    let money = (paid && sums.seconds > sums.seconds_without_rate)
        .then(|| format::money(sums.money(), cx.locale));
    let without = (paid && sums.seconds_without_rate > 0).then(|| {
        say!(
            l,
            report.without_rate,
            time = format::hours_minutes(sums.seconds_without_rate)
        )
    });
    let facts: Vec<String> = [money, without, Some(entries)]
        .into_iter()
        .flatten()
        .collect();
    view! {
        <div>
            <span class="muted"><span class=format!("dot {}", status.as_str())></span>{words::tile(l, status)}</span>
            <strong>{format::hours_minutes(sums.seconds)}</strong>
            <small class="muted">{facts.join(" · ")}</small>
        </div>
    }
}
