//! One position.

use domain::document::{Field, Op};
use domain::format;
use domain::position::{Origin, PositionNo};
use domain::tax::TaxRate;
use domain::unit::Unit;
use leptos::prelude::*;

use super::browser;
use super::fields::{NumberInput, TextInput, named};
use super::props::{EditorProps, Word};
use super::saving::Saver;
use super::table::{drop_on, leave_page};
use super::work::Work;

/// The row of a position, with its buttons.
#[component]
pub fn Row(
    no: PositionNo,
    work: Work,
    saver: Saver,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let locale = props.with_value(|props| props.locale);
    let position = Memo::new(move |_| work.position(no));
    let amount = move || {
        position
            .get()
            .and_then(|position| position.amount())
            .map_or_else(
                || "–".to_owned(),
                |amount| format::decimal(amount.to_euro(), locale),
            )
    };
    let say = move |word| props.with_value(|props| props.words.get(word));
    let first = props.with_value(|props| props.first);
    let number = Memo::new(move |_| first + work.place(no).unwrap_or_default());
    // Where a position that is held over this one would land.
    let landing = RwSignal::new(None::<bool>);
    view! {
        <tr id=format!("row-{}", no.0)
            data-landing=move || landing.get().map(|below| if below { "below" } else { "above" })
            on:dragover=move |event| { event.prevent_default(); landing.set(Some(browser::is_below_middle(&event))); }
            on:dragleave=move |_| landing.set(None)
            on:drop=move |event| {
                event.prevent_default();
                landing.set(None);
                let dragged = event.data_transfer().and_then(|data| data.get_data("text/plain").ok()).and_then(|text| text.parse().ok());
                if let Some(dragged) = dragged { drop_on(work, PositionNo(dragged), no, browser::is_below_middle(&event)); }
            }>
            <td class="text" data-label=say(Word::Text)>
                <div class="pos">
                    <span class="grip" draggable="true" aria-hidden="true"
                        on:dragstart=move |event| { if let Some(data) = event.data_transfer() { let _ = data.set_data("text/plain", &no.0.to_string()); } }>
                        "⋮⋮"
                    </span>
                    <TextInput no=no number=number work=work props=props />
                </div>
                <Badge no=no work=work props=props />
            </td>
            <td class="n" data-label=say(Word::Quantity)>
                <NumberInput no=no field=Field::Quantity name="quantity" label=Word::Quantity number=number work=work props=props />
            </td>
            <td data-label=say(Word::Unit)><UnitSelect no=no number=number work=work props=props /></td>
            <td class="n" data-label=say(Word::Price)>
                <NumberInput no=no field=Field::Price name="price" label=Word::UnitPrice number=number work=work props=props />
            </td>
            <td data-label=say(Word::Tax)><TaxSelect no=no number=number work=work props=props /></td>
            <td class="n amount" data-label=say(Word::Amount)>{amount}</td>
            <td class="n row-actions"><RowButtons no=no number=number work=work saver=saver props=props /></td>
        </tr>
    }
}

/// Move and delete. Without JavaScript each posts the whole form with what it does.
#[component]
fn RowButtons(
    no: PositionNo,
    number: Memo<usize>,
    work: Work,
    saver: Saver,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let place = move || untrack(|| work.place(no));
    let up = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if place() == Some(0) && props.with_value(EditorProps::has_before) {
            leave_page(saver, Op::MoveUp { no });
        } else {
            work.edit(Op::MoveUp { no });
            browser::focus_soon(format!("up-{}", no.0));
        }
    };
    let down = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let last = work
            .document
            .with_untracked(|document| document.positions.len().checked_sub(1));
        if place() == last && props.with_value(|props| props.has_after) {
            leave_page(saver, Op::MoveDown { no });
        } else {
            work.edit(Op::MoveDown { no });
            browser::focus_soon(format!("down-{}", no.0));
        }
    };
    let delete = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let next = work.document.with_untracked(|document| {
            let place = document.positions.iter().position(|p| p.no == no)?;
            document
                .positions
                .get(place + 1)
                .or_else(|| document.positions.get(place.checked_sub(1)?))
                .map(|p| p.no)
        });
        work.edit(Op::Delete { no });
        browser::focus_soon(next.map_or_else(
            || "add-position".to_owned(),
            |next| format!("text-{}", next.0),
        ));
    };
    let name = move |word| named(word, number, props);
    view! {
        <button type="submit" class="plain" name="do" id=format!("up-{}", no.0) value=format!("up-{}", no.0) aria-label=name(Word::MoveUp) on:click=up>
            <span aria-hidden="true">"↑"</span>
        </button>
        <button type="submit" class="plain" name="do" id=format!("down-{}", no.0) value=format!("down-{}", no.0) aria-label=name(Word::MoveDown) on:click=down>
            <span aria-hidden="true">"↓"</span>
        </button>
        <button type="submit" class="plain" name="do" value=format!("delete-{}", no.0) aria-label=name(Word::Delete) on:click=delete>
            <span aria-hidden="true">"✕"</span>
        </button>
    }
}

/// That a position was added by hand, or by how much its quantity differs from its entries' time.
#[component]
fn Badge(no: PositionNo, work: Work, props: StoredValue<EditorProps>) -> impl IntoView {
    let text = move || {
        let position = work.position(no)?;
        let decimals = work.document.with(|document| document.quantity_decimals);
        props.with_value(|props| {
            if position.origin == Origin::Hand {
                return Some(props.words.get(Word::ByHand));
            }
            let drift = position.drift(decimals)?;
            Some(
                props
                    .words
                    .get(Word::Drift)
                    .replace("{difference}", &format::difference(drift, props.locale)),
            )
        })
    };
    view! { <span class="badge">{text}</span> }
}

#[component]
fn UnitSelect(
    no: PositionNo,
    number: Memo<usize>,
    work: Work,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let chosen = move || {
        work.position(no)
            .map(|position| position.unit.as_str())
            .unwrap_or_default()
    };
    let options = props.with_value(|props| {
        let option = |(value, label): &(String, String)| {
            let of = value.clone();
            view! { <option value=value.clone() selected=move || chosen() == of>{label.clone()}</option> }
        };
        props.units.iter().map(option).collect_view()
    });
    let change = move |event| {
        if let Some(unit) = Unit::parse(&event_target_value(&event)) {
            work.edit(Op::Unit { no, unit });
        }
    };
    view! { <select name=format!("unit-{}", no.0) aria-label=named(Word::Unit, number, props) on:change=change>{options}</select> }
}

#[component]
fn TaxSelect(
    no: PositionNo,
    number: Memo<usize>,
    work: Work,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let locale = props.with_value(|props| props.locale);
    // The rates of the treatment, and the position's own while that is none of them.
    let rates = move || {
        let own = work.position(no).map(|position| position.tax);
        let mut rates = work
            .document
            .with(|document| document.treatment.rates().to_vec());
        rates.extend(own.filter(|own| !rates.contains(own)));
        rates
    };
    let options = move || {
        let chosen = work.position(no).map(|position| position.tax);
        let option = |rate: TaxRate| view! { <option value=rate.0.to_string() selected=Some(rate) == chosen>{format!("{}\u{a0}%", format::decimal(rate.percent(), locale))}</option> };
        rates().into_iter().map(option).collect_view()
    };
    let change = move |event| {
        if let Ok(rate) = event_target_value(&event).parse() {
            work.edit(Op::Tax {
                no,
                rate: TaxRate(rate),
            });
        }
    };
    view! { <select name=format!("tax-{}", no.0) aria-label=named(Word::TaxRate, number, props) on:change=change>{options}</select> }
}
