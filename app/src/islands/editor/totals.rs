//! Net, tax and gross at once, over all pages.

use domain::format;
use domain::totals::totals;
use leptos::prelude::*;

use super::props::{EditorProps, Word};
use super::work::Work;

/// The totals of the invoice.
#[component]
pub fn TotalsBox(work: Work, props: StoredValue<EditorProps>) -> impl IntoView {
    let sums = Memo::new(move |_| {
        let mut sums = work.document.with(domain::document::Document::net_by_rate);
        props.with_value(|props| {
            for (rate, net) in &props.rest {
                *sums.entry(*rate).or_default() += *net;
            }
        });
        totals(&sums)
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
