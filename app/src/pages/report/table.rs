//! The rows of a report: groups with their subtotals, sum rows or entries, and the totals of all of it.

use domain::format;
use domain::status::BillingStatus;
use leptos::prelude::*;
use store::{Group, SumRow, Totals};
use texts::say;

use super::entry_row;
use super::page::Shown;
use super::words::{self, worth};
use crate::context::Cx;

/// The table of a page of the report.
pub fn table(cx: &Cx, shown: &Shown) -> AnyView {
    if shown.query.sum.is_some() {
        sums(cx, shown)
    } else {
        entries(cx, shown)
    }
}

fn sums(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let by = [shown.query.group, shown.query.sum];
    let by: Vec<String> = by
        .into_iter()
        .flatten()
        .map(|by| words::heading(l, by))
        .collect();
    let bodies: Vec<_> = shown
        .report
        .groups
        .iter()
        .map(|group| {
            let rows: Vec<_> = group
                .rows
                .iter()
                .map(|row| sum_row(cx, shown, row))
                .collect();
            view! { <tbody>{group_row(cx, shown, group, 2)}{rows}</tbody> }
        })
        .collect();
    view! {
        <table class="rows report sums" class:no-money=!shown.with_money()>
            <thead>
                <tr>
                    <th scope="col">{by.join(" / ")}</th>
                    <th scope="col">{say!(l, report.billing_status)}</th>
                    <th scope="col" class="n">{say!(l, report.hours)}</th>
                    {shown.with_money().then(|| view! { <th scope="col" class="n">{say!(l, report.amount)}</th> })}
                </tr>
            </thead>
            {bodies}
            {foot(cx, shown, 2, false)}
        </table>
    }
    .into_any()
}

fn entries(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let bodies: Vec<_> = shown
        .report
        .groups
        .iter()
        .map(|group| {
            let rows: Vec<_> = group
                .entries
                .iter()
                .map(|entry| entry_row::row(cx, shown, entry))
                .collect();
            view! { <tbody>{group_row(cx, shown, group, 4)}{rows}</tbody> }
        })
        .collect();
    view! {
        <table class="rows report entries">
            <thead>
                <tr>
                    <th scope="col">{say!(l, report.work)}</th>
                    <th scope="col">{say!(l, report.day)}</th>
                    <th scope="col">{say!(l, report.user)}</th>
                    <th scope="col">{say!(l, report.billing_status)}</th>
                    <th scope="col" class="n">{say!(l, report.hours)}</th>
                    {shown.with_money().then(|| view! { <th scope="col" class="n">{say!(l, report.amount)}</th> })}
                    <th scope="col"><span class="visually-hidden">{say!(l, report.actions)}</span></th>
                </tr>
            </thead>
            {bodies}
            {foot(cx, shown, 4, true)}
        </table>
    }
    .into_any()
}

/// The title and the subtotals of a group; nothing in a report that is not grouped.
fn group_row(cx: &Cx, shown: &Shown, group: &Group, span: u8) -> Option<impl IntoView + use<>> {
    let title = words::title(group.title.as_ref()?, cx.locale);
    let last = (span > 2).then(|| view! { <td></td> });
    Some(view! {
        <tr class="group">
            <th scope="rowgroup" colspan=span>{title}</th>
            <td class="n">{format::hours_minutes(group.totals.all().seconds)}</td>
            {money(cx, shown, &group.totals)}
            {last}
        </tr>
    })
}

fn sum_row(cx: &Cx, shown: &Shown, row: &SumRow) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{words::title(&row.title, cx.locale)}</th>
            <td>{statuses(cx, &row.totals)}</td>
            <td class="n">{format::hours_minutes(row.totals.all().seconds)}</td>
            {money(cx, shown, &row.totals)}
        </tr>
    }
}

/// The statuses of a row, each with its time where there are several.
fn statuses(cx: &Cx, totals: &Totals) -> impl IntoView + use<> {
    let l = cx.words();
    let present = BillingStatus::ALL
        .into_iter()
        .filter(|status| totals.of(*status).entries > 0);
    let present: Vec<BillingStatus> = present.collect();
    let several = present.len() > 1;
    let badges = present.into_iter().map(|status| {
        let time =
            several.then(|| format!(" {}", format::hours_minutes(totals.of(status).seconds)));
        let words = words::status(l, status);
        view! { <span class=format!("status {}", status.as_str())>{words}{time}</span> }
    });
    view! { <span class="statuses">{badges.collect_view()}</span> }
}

/// What the work is worth; a dash where it is worth nothing that is known, and no cell for who may not see it.
fn money(cx: &Cx, shown: &Shown, totals: &Totals) -> Option<impl IntoView + use<>> {
    if !shown.with_money() {
        return None;
    }
    let (worth, without_rate) = worth(totals);
    let paid = totals.all().seconds - totals.not_billable.seconds;
    let amount = if paid > without_rate {
        format::money(worth, cx.locale)
    } else {
        "–".to_owned()
    };
    let rest = (without_rate > 0).then(|| {
        let time = format::hours_minutes(without_rate);
        view! { <br /><small class="muted">{say!(cx.words(), report.without_rate, time = time)}</small> }
    });
    Some(view! { <td class="n">{amount}{rest}</td> })
}

fn foot(cx: &Cx, shown: &Shown, span: u8, wide: bool) -> impl IntoView + use<> {
    let totals = &shown.report.totals;
    let all = totals.all();
    view! {
        <tfoot>
            <tr>
                <th scope="row" colspan=span>{say!(cx.words(), report.all_entries, count = all.entries)}</th>
                <td class="n">{format::hours_minutes(all.seconds)}</td>
                {money(cx, shown, totals)}
                {wide.then(|| view! { <td></td> })}
            </tr>
        </tfoot>
    }
}
