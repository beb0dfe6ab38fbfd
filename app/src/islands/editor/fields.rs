//! The inputs of a position, each with its problem beside it.

use domain::document::{Field, Op};
use domain::position::PositionNo;
use leptos::prelude::*;

use super::browser;
use super::props::{EditorProps, Word, number_word};
use super::saving::Saver;
use super::table::leave_page;
use super::work::Work;
use crate::raw_text::raw_text;

/// The text of a position.
#[component]
pub fn TextInput(
    no: PositionNo,
    number: Memo<usize>,
    work: Work,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let id = format!("text-{}", no.0);
    let problem = problem_of(no, Field::Text, work, props);
    let first = work.shown(no, Field::Text);
    let rows = if first.contains('\n') { "3" } else { "1" };
    view! {
        <div class="field">
            <textarea id=id.clone() name=id.clone() rows=rows aria-label=named(Word::PositionText, number, props)
                aria-invalid=move || problem.get().map(|_| "true") aria-describedby=format!("{id}-problem")
                prop:value=move || work.shown(no, Field::Text)
                on:input=move |event| work.type_into(no, Field::Text, event_target_value(&event))
                on:blur=move |_| work.settle(no, Field::Text)>
                {raw_text(&first)}
            </textarea>
            <small class="problem" id=format!("{id}-problem")>{problem}</small>
        </div>
    }
}

/// A quantity or a price, as typed.
#[component]
pub fn NumberInput(
    no: PositionNo,
    field: Field,
    name: &'static str,
    label: Word,
    number: Memo<usize>,
    work: Work,
    props: StoredValue<EditorProps>,
) -> impl IntoView {
    let id = format!("{name}-{}", no.0);
    let problem = problem_of(no, field, work, props);
    view! {
        <div class="field">
            <input id=id.clone() name=id.clone() inputmode="decimal" autocomplete="off" aria-label=named(label, number, props)
                aria-invalid=move || problem.get().map(|_| "true") aria-describedby=format!("{id}-problem")
                value=work.shown(no, field)
                prop:value=move || work.shown(no, field)
                on:input=move |event| work.type_into(no, field, event_target_value(&event))
                on:blur=move |_| work.settle(no, field) />
            <small class="problem" id=format!("{id}-problem")>{problem}</small>
        </div>
    }
}

/// One price for all positions of the document's unit.
#[component]
pub fn PriceForAll(work: Work, saver: Saver, props: StoredValue<EditorProps>) -> impl IntoView {
    let shown = props.with_value(|props| props.price_for_all.clone());
    let typed =
        RwSignal::new(browser::typed_before("price_for_all").unwrap_or_else(|| shown.clone()));
    let problem = RwSignal::new(props.with_value(|props| props.price_for_all_problem.clone()));
    let apply = move || {
        let op = Op::PriceForAll {
            typed: typed.get_untracked(),
        };
        let tried = work
            .document
            .with_untracked(|document| document.clone().apply(&op));
        if let Err(domain::document::OpProblem::Price(refused)) = tried {
            let sentence =
                props.with_value(|props| props.words.get(number_word(Field::Price, refused)));
            problem.set(Some(sentence));
            return;
        }
        problem.set(None);
        typed.set(String::new());
        if props.with_value(|props| props.has_before() || props.has_after) {
            leave_page(saver, op);
        } else {
            work.edit_all(op);
        }
    };
    view! {
        <span class="price-all">
            <input name="price_for_all" inputmode="decimal" autocomplete="off" size="8" id="price-for-all"
                aria-label=props.with_value(|props| props.words.get(Word::PriceForAll))
                placeholder=props.with_value(|props| props.words.get(Word::PriceForAll))
                aria-describedby="price-for-all-problem" aria-invalid=move || problem.get().map(|_| "true")
                value=shown prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Enter" { event.prevent_default(); apply(); } />
            <button type="submit" name="do" value="price_for_all" on:click=move |event| { event.prevent_default(); apply(); }>{props.with_value(|props| props.words.get(Word::Apply))}</button>
            <small class="problem" id="price-for-all-problem">{problem}</small>
        </span>
    }
}

/// What a field or button of a position is called, wherever the position moves.
pub fn named(
    what: Word,
    number: Memo<usize>,
    props: StoredValue<EditorProps>,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || props.with_value(|props| props.words.of_position(what, number.get()))
}

/// The sentence for what is wrong with a field, if anything is.
fn problem_of(
    no: PositionNo,
    field: Field,
    work: Work,
    props: StoredValue<EditorProps>,
) -> Memo<Option<String>> {
    Memo::new(move |_| {
        work.problem(no, field)
            .map(|problem| props.with_value(|props| props.words.say(field, problem, props.locale)))
    })
}
