//! Net, tax and gross at once, over all pages.

use domain::format;
use leptos::prelude::*;

use super::props::{EditorProps, Word};
use super::work::Work;

/// The element in the bar under the page that shows the net total as well.
pub const BAR_NET: &str = "bar-net";

/// The totals of the invoice.
#[component]
pub fn TotalsBox(work: Work, props: StoredValue<EditorProps>) -> impl IntoView {
    let sums = Memo::new(move |_| {
        work.document
            .with(|document| props.with_value(|props| props.totals(document)))
    });
    let unpriced = Memo::new(move |_| {
        work.document.with(|document| {
            document
                .positions
                .iter()
                .filter(|position| position.amount().is_none())
                .count()
        })
    });
    let locale = props.with_value(|props| props.locale);
    // The bar is outside the island, and shows what the server knew until the first edit.
    Effect::new(move |_| {
        let net = format::money(sums.get().net, locale);
        if let Some(shown) = document().get_element_by_id(BAR_NET) {
            shown.set_text_content(Some(&net));
        }
    });
    let words = props.with_value(|props| props.words.clone());
    let unpriced_word = words.get(Word::Unpriced);
    let vat = StoredValue::new(words.get(Word::Vat));
    view! {
        <div class="card" id="totals">
            <dl class="totals">
                <dt class="muted">{words.get(Word::Net)}</dt>
                <dd data-total="net">{move || format::money(sums.get().net, locale)}</dd>
                {move || {
                    sums.get().taxes.into_iter().filter(|line| line.rate.0 > 0).map(|line| {
                        let label = vat.with_value(|vat| vat.replace("{rate}", &format::decimal(line.rate.percent(), locale)));
                        view! { <dt class="muted">{label}</dt><dd data-total="tax">{format::money(line.tax, locale)}</dd> }
                    }).collect_view()
                }}
                <dt><strong>{words.get(Word::Total)}</strong></dt>
                <dd data-total="gross"><strong>{move || format::money(sums.get().gross, locale)}</strong></dd>
            </dl>
            <p class="problem" role="status">
                {move || (unpriced.get() > 0).then(|| unpriced_word.replace("{count}", &unpriced.get().to_string()))}
            </p>
        </div>
    }
}
