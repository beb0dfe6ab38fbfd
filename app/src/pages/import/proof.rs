//! What would be imported, held against the file's own columns.

use domain::{Decimal, format};
use import::{FileSum, HoursSum, Sum};
use leptos::prelude::*;
use texts::say;

use crate::components::Notice;
use crate::context::Cx;
use crate::flows::import::Report;

/// The proof.
pub fn section(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    view! {
        <section class="list">
            <h2>{say!(l, import.proof)}</h2>
            {verdict(cx, report)}
            {table(cx, report)}
        </section>
    }
}

fn verdict(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    let has_bad = report.dry_run.bad_rows.total > 0;
    let (kind, said) = match (report.is_proven(), has_bad) {
        (true, _) => ("good", say!(l, import.proven)),
        (false, true) => ("warn", say!(l, import.not_proven_bad)),
        (false, false) => ("warn", say!(l, import.not_proven)),
    };
    let file = &report.dry_run.file;
    let unreadable = i64::try_from(file.unreadable).unwrap_or(i64::MAX);
    let unreadable = (unreadable > 0).then(|| say!(l, import.unreadable, count = unreadable));
    let decimal = file.all.hours.map(|hours| decimal(cx, hours));
    view! {
        <Notice kind=kind>
            <p>{said}</p>
            {unreadable.map(|said| view! { <p>{said}</p> })}
            {decimal.map(|said| view! { <p>{said}</p> })}
        </Notice>
    }
}

/// Decimal hours are rounded in each row, so they are held against the durations rounded alike.
fn decimal(cx: &Cx, hours: HoursSum) -> String {
    let l = cx.words();
    let cells = format::decimal(hours.cells, cx.locale);
    if hours.difference().is_zero() {
        return say!(l, import.decimal_agrees, hours = cells);
    }
    let difference = format::decimal(hours.difference(), cx.locale);
    say!(
        l,
        import.decimal_differs,
        hours = cells,
        difference = difference
    )
}

fn table(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    let (rows, file) = (&report.dry_run.rows, &report.dry_run.file);
    view! {
        <div class="scroll"><table class="compact">
            <caption>{say!(l, import.proof_caption)}</caption>
            <thead><tr>
                <th scope="col">{say!(l, import.status)}</th>
                <th scope="col" class="n">{say!(l, import.rows)}</th>
                <th scope="col" class="n">{say!(l, import.hours)}</th>
                <th scope="col" class="n">{say!(l, import.file_hours)}</th>
            </tr></thead>
            <tbody>
                {row(cx, say!(l, import.billable), rows.billable, None)}
                {row(cx, say!(l, import.not_billable), rows.not_billable, None)}
                {row(cx, say!(l, import.billed), rows.billed, Some(&file.billed))}
            </tbody>
            <tfoot>{row(cx, say!(l, import.all), rows.total(), Some(&file.all))}</tfoot>
        </table></div>
    }
}

fn row(cx: &Cx, name: String, sum: Sum, of_file: Option<&FileSum>) -> impl IntoView + use<> {
    let rows = format::decimal(Decimal::from(sum.rows), cx.locale);
    let of_file = of_file.map(|sum| format::duration(sum.seconds));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="n">{rows}</td>
            <td class="n">{format::duration(sum.seconds)}</td>
            <td class="n">{of_file}</td>
        </tr>
    }
}
