//! What of a file is new, and what is suspiciously like something that is here.

use domain::{Decimal, format};
use leptos::prelude::*;
use store::imports::{OverlappingRow, RowSum};
use texts::say;

use crate::components::{Notice, moment};
use crate::context::Cx;
use crate::flows::import::Report;

/// New, known and overlapping rows.
pub fn section(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    let equal = i64::try_from(report.dry_run.equal_rows).unwrap_or(i64::MAX);
    let equal = (equal > 0).then(|| say!(l, import.equal_rows, count = equal));
    let overlapping = report.overlapping;
    view! {
        <section class="card">
            <h2>{say!(l, import.novelty)}</h2>
            <dl class="facts">
                <dt>{say!(l, import.fresh)}</dt><dd>{sum(cx, report.fresh)}</dd>
                <dt>{say!(l, import.known)}</dt><dd>{sum(cx, report.known)}</dd>
                {(overlapping.rows > 0).then(|| view! { <dt>{say!(l, import.overlapping)}</dt><dd>{sum(cx, overlapping)}</dd> })}
            </dl>
            {equal.map(|said| view! { <p>{said}</p> })}
            {(overlapping.rows > 0).then(|| overlaps(cx, report))}
        </section>
    }
}

fn sum(cx: &Cx, sum: RowSum) -> String {
    let l = cx.words();
    let entries = say!(l, common.entries, count = sum.rows);
    say!(
        l,
        import.entries_hours,
        entries = entries,
        hours = format::duration(sum.seconds)
    )
}

fn overlaps(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    let rows: Vec<_> = report.overlaps.iter().map(|row| overlap(cx, row)).collect();
    let total = report.overlapping.rows;
    let shown = rows.len();
    let is_cut = usize::try_from(total).is_ok_and(|total| total > shown);
    let total_words = format::decimal(Decimal::from(total), cx.locale);
    let caption = is_cut.then(|| {
        let said = say!(l, import.first_of, shown = shown, total = total_words);
        view! { <caption>{said}</caption> }
    });
    view! {
        <Notice kind="warn"><p>{say!(l, import.overlap_text, count = total)}</p></Notice>
        <div class="scroll"><table>
            {caption}
            <thead><tr>
                <th scope="col" class="n">{say!(l, import.line)}</th>
                <th scope="col">{say!(l, import.start)}</th>
                <th scope="col">{say!(l, import.in_file)}</th>
                <th scope="col">{say!(l, import.here)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

fn overlap(cx: &Cx, row: &OverlappingRow) -> impl IntoView + use<> {
    view! {
        <tr>
            <td class="n">{row.line}</td>
            <td>{moment(cx, row.started_at)}</td>
            <td class="text">{entry(cx, row.seconds, &row.note)}</td>
            <td class="text">{entry(cx, row.seconds_here, &row.note_here)}</td>
        </tr>
    }
}

/// Duration and note; notes are shortened where they are long.
fn entry(cx: &Cx, seconds: i64, note: &str) -> String {
    const MOST: usize = 80;
    let note = match note.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &note[..end]),
        None if note.is_empty() => say!(cx.words(), import.no_note),
        None => note.to_owned(),
    };
    format!("{} · {note}", format::duration(seconds))
}
