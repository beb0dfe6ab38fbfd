//! A list of things with names, each with a page of its own.

use domain::Locale;
use domain::format;
use domain::money::Cents;
use leptos::prelude::*;
use store::Rate;
use texts::say;

use crate::components::ArchivedMark;
use crate::words::words;

/// One line of the list.
pub struct Named {
    /// Its page.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Whether it is archived.
    pub archived: bool,
    /// What else is said of it, under the other headings.
    pub more: Vec<String>,
}

/// The list; `headings` has one for the name and one for each of what else is said.
pub fn named_table(
    locale: Locale,
    caption: String,
    headings: Vec<String>,
    rows: Vec<Named>,
) -> impl IntoView {
    let l = words(locale);
    let headings = headings.into_iter().enumerate();
    let headings = headings.map(
        |(at, heading)| view! { <th scope="col" class=(at > 0).then_some("n")>{heading}</th> },
    );
    let rows = rows.into_iter().map(|row| {
        let more = row.more.into_iter().map(|cell| view! { <td class="n">{cell}</td> });
        view! {
            <tr>
                <th scope="row" class="name"><a href=row.url>{row.name}</a>" "<ArchivedMark l archived=row.archived /></th>
                {more.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{headings.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// `95.00 €/h`, or nothing.
pub fn rate_text(locale: Locale, rate: Option<Rate>) -> String {
    let amount = rate.map(|rate| format::money(Cents(rate.cents()), locale));
    amount
        .map(|amount| say!(words(locale), pieces.per_hour, amount = amount))
        .unwrap_or_default()
}

/// A rate as it stands in an input.
pub fn rate_input(locale: Locale, rate: Option<Rate>) -> String {
    rate.map(|rate| format::input(Cents(rate.cents()).to_euro(), locale))
        .unwrap_or_default()
}
