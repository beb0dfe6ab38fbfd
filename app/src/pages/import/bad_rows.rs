//! The rows that cannot be imported.

use domain::{Decimal, format};
use import::{BadRow, Lines};
use leptos::prelude::*;
use texts::say;

use crate::components::Notice;
use crate::context::Cx;
use crate::flows::import::{Report, words};

/// Their lines and reasons; nothing where there are none.
pub fn list(cx: &Cx, report: &Report) -> Option<impl IntoView + use<>> {
    let l = cx.words();
    let bad = &report.dry_run.bad_rows;
    let total = i64::try_from(bad.total).unwrap_or(i64::MAX);
    let rows: Vec<_> = bad.first.iter().map(|row| bad_row(cx, row)).collect();
    let shown = rows.len();
    let is_cut = usize::try_from(total).is_ok_and(|total| total > shown);
    let total_words = format::decimal(Decimal::from(total), cx.locale);
    let caption = is_cut.then(|| {
        let said = say!(l, import.first_of, shown = shown, total = total_words);
        view! { <caption>{said}</caption> }
    });
    (total > 0).then(|| {
        view! {
            <section class="list">
                <h2>{say!(l, import.bad_title)}</h2>
                <Notice kind="warn"><p>{say!(l, import.bad_text, count = total)}</p></Notice>
                <div class="scroll"><table>
                    {caption}
                    <thead><tr>
                        <th scope="col" class="n">{say!(l, import.line)}</th>
                        <th scope="col">{say!(l, import.reason)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            </section>
        }
    })
}

fn bad_row(cx: &Cx, row: &BadRow) -> impl IntoView + use<> {
    view! { <tr><td class="n">{lines(cx, row.lines)}</td><td class="text">{words::reason(cx.locale, &row.reason)}</td></tr> }
}

fn lines(cx: &Cx, lines: Lines) -> String {
    if lines.first == lines.last {
        lines.first.to_string()
    } else {
        say!(
            cx.words(),
            import.lines,
            first = lines.first,
            last = lines.last
        )
    }
}
