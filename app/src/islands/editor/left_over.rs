//! Edits that somebody else's save came before.

use domain::document::Op;
use domain::format;
use domain::position::PositionNo;
use leptos::prelude::*;

use super::before::redo;
use super::props::{EditorProps, Word};
use super::saving::Saver;
use super::work::Work;

/// Edits of an earlier version, to be applied or dropped by the person who made them.
#[component]
pub fn LeftOver(
    work: Work,
    saver: Saver,
    left_over: RwSignal<Vec<(i64, Vec<Op>)>>,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let edits = move |all: &[(i64, Vec<Op>)]| {
        all.iter()
            .flat_map(|(_, edits)| edits.clone())
            .collect::<Vec<_>>()
    };
    let done = move || {
        let shelf = saver.shelf();
        left_over.update(|all| all.drain(..).for_each(|(version, _)| shelf.clear(version)));
    };
    let apply = move |_| {
        let again = left_over.with_untracked(|all| edits(all));
        done();
        redo(again, work, saver);
    };
    let say = move |word| props.with_value(|props| props.words.get(word));
    let items = move || {
        let all = left_over.with(|all| edits(all));
        let item =
            |edit: &Op| view! { <li>{props.with_value(|props| describe(edit, work, props))}</li> };
        all.iter().map(item).collect_view()
    };
    view! {
        <Show when=move || left_over.with(|all| !all.is_empty())>
            <div class="notice warn" role="alert">
                <p>{say(Word::LeftOver)}</p>
                <ul>{items}</ul>
                <div class="actions">
                    <button type="button" on:click=apply>{say(Word::ApplyLeftOver)}</button>
                    <button type="button" on:click=move |_| done()>{say(Word::DropLeftOver)}</button>
                </div>
            </div>
        </Show>
    }
}

/// An edit so that the person who made it recognises it: which position, if it is on this page, which field, and what was
/// typed.
fn describe(edit: &Op, work: Work, props: &EditorProps) -> String {
    let say = |word| props.words.get(word);
    let at = |no: &PositionNo, change: String| match untrack(|| work.place(*no)) {
        Some(place) => {
            let number = (place + props.first).to_string();
            let position = say(Word::Position).replace("{number}", &number);
            format!("{position} · {change}")
        }
        None => change,
    };
    let done = |no, word| at(no, say(word));
    let field = |no, word, value: &str| {
        let value = if value.is_empty() { "–" } else { value };
        at(no, format!("{}: {value}", say(word)))
    };
    match edit {
        Op::Text { no, text } => field(no, Word::PositionText, text),
        Op::Quantity { no, typed } => field(no, Word::Quantity, typed),
        Op::Price { no, typed } => field(no, Word::UnitPrice, typed),
        Op::Unit { no, unit } => {
            let mut units = props.units.iter();
            let name = units.find(|(value, _)| value == unit.as_str());
            field(no, Word::Unit, name.map_or(unit.as_str(), |(_, name)| name))
        }
        Op::Tax { no, rate } => {
            let percent = format::decimal(rate.percent(), props.locale);
            field(no, Word::TaxRate, &format!("{percent}\u{a0}%"))
        }
        Op::Delete { no } => done(no, Word::Delete),
        Op::MoveUp { no } => done(no, Word::MoveUp),
        Op::MoveDown { no } => done(no, Word::MoveDown),
        Op::MoveBefore { no, .. } => done(no, Word::Moved),
        Op::PriceForAll { typed } => format!("{}: {typed}", say(Word::PriceForAll)),
        // The form posts it; the editor makes none.
        Op::Treatment { .. } => say(Word::Tax),
        Op::Add => say(Word::Add),
    }
}
