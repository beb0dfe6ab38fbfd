//! Quantities that a person changed: by how much they differ from the time that was tracked.

use domain::format;
use domain::position::Position;
use leptos::prelude::*;
use texts::say;

use super::load::Shown;
use crate::context::Cx;
use crate::pages::wizard::unit_name;

/// The positions that were sent with another quantity than their entries have. The wizard's step 5 says the same while
/// they can still be changed.
pub fn card(cx: &Cx, shown: &Shown) -> Option<AnyView> {
    let l = cx.words();
    let document = shown.document.as_ref()?;
    let decimals = document.quantity_decimals;
    let rows: Vec<_> = document
        .positions
        .iter()
        .filter_map(|position| row(cx, position, decimals))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{say!(l, invoices.changed_title)}</h2>
                <p class="muted">{say!(l, invoices.changed_text)}</p>
                <div class="scroll" tabindex="0" role="region" aria-label=say!(l, invoices.changed_title)>
                    <table class="compact">
                        <thead>
                            <tr>
                                <th scope="col">{say!(l, invoices.changed_position)}</th>
                                <th scope="col" class="n">{say!(l, invoices.changed_quantity)}</th>
                                <th scope="col" class="n">{say!(l, invoices.changed_difference)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

fn row(cx: &Cx, position: &Position, decimals: u32) -> Option<impl IntoView + use<>> {
    let drift = position.drift(decimals)?;
    let quantity = format::decimal(position.quantity.settled()?, cx.locale);
    let unit = unit_name(cx.words(), position.unit);
    let text = position.text.lines().next().unwrap_or_default().to_owned();
    Some(view! {
        <tr>
            <th scope="row">{text}</th>
            <td class="n">{quantity}" "{unit}</td>
            <td class="n">{format::difference(drift, cx.locale)}</td>
        </tr>
    })
}
