//! The editor as a whole: state line, buttons, table, totals.

use domain::document::Op;
use domain::position::PositionNo;
use leptos::prelude::*;

use super::before::Before;
use super::browser;
use super::left_over::LeftOver;
use super::props::{EditorProps, EditorWords, Word};
use super::row::Row;
use super::saving::{SaveState, Saver};
use super::totals::TotalsBox;
use super::work::Work;
use crate::islands::anew::load_anew;
use crate::islands::editor::fields::PriceForAll;
use crate::islands::handed::handed;

/// The table of positions with its form. Takes [`EditorProps`] from its page.
#[island]
pub fn PositionEditor() -> impl IntoView {
    let props = handed::<EditorProps>();
    let work = Work::new(props.document.clone(), props.locale);
    let saver = Saver::new(work, props.invoice.clone(), props.version);
    let left_over = RwSignal::new(Vec::new());
    // Read at once, since waking writes the server's values into the fields; given to the document only afterwards, since
    // waking needs the page as the server made it.
    let before = StoredValue::new(Before::read(&props, saver));
    Effect::new(move |first: Option<()>| {
        work.unsaved.track();
        if first.is_none() {
            before.update_value(|before| before.take_up(work, saver, left_over));
        } else {
            saver.edited();
        }
    });

    let words = StoredValue::new(props.words.clone());
    let props = StoredValue::new(props);
    let add = move |()| {
        if props.with_value(|props| props.has_after) {
            leave_page(saver, Op::Add);
        } else {
            let no = work.document.with_untracked(|document| document.next_no);
            work.edit(Op::Add);
            browser::focus_soon(format!("text-{no}"));
        }
    };
    view! {
        <form method="post" id="positions" on:submit=move |event| hold_until_saved(&event, saver)>
            <input type="hidden" name="version" prop:value=move || saver.version.get() value=props.with_value(|props| props.version) />
            <div class="titlebar">
                <button type="submit" id="add-position" name="do" value="add" on:click=move |event| { event.prevent_default(); add(()); }>
                    <span aria-hidden="true">"+"</span>{words.with_value(|w| w.get(Word::Add))}
                </button>
                <PriceForAll work=work saver=saver props=props />
                <span class="grow"></span>
                <SaveLine saver=saver words=words />
            </div>
            <LeftOver work=work saver=saver left_over=left_over props=props />
            <table class="positions">
                <thead>
                    <tr>
                        <th scope="col">{words.with_value(|w| w.get(Word::Text))}</th>
                        <th scope="col" class="n">{words.with_value(|w| w.get(Word::Quantity))}</th>
                        <th scope="col">{words.with_value(|w| w.get(Word::Unit))}</th>
                        <th scope="col" class="n">{words.with_value(|w| w.get(Word::Price))}</th>
                        <th scope="col">{words.with_value(|w| w.get(Word::Tax))}</th>
                        <th scope="col" class="n">{words.with_value(|w| w.get(Word::Amount))}</th>
                        <th scope="col"><span class="visually-hidden">{words.with_value(|w| w.get(Word::Actions))}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || work.document.with(|document| document.positions.iter().map(|position| position.no).collect::<Vec<_>>()) key=|no| *no let:no>
                        <Row no=no work=work saver=saver props=props />
                    </For>
                </tbody>
            </table>
            <Show when=move || work.document.with(|document| document.positions.is_empty())>
                <p class="empty">{words.with_value(|w| w.get(Word::NoneLeft))}</p>
            </Show>
            <TotalsBox work=work props=props />
        </form>
    }
}

/// A form that is posted while edits are on their way would meet its own newer version: it waits for them.
fn hold_until_saved(event: &leptos::ev::SubmitEvent, saver: Saver) {
    use wasm_bindgen::JsCast;
    if saver.is_at_rest() {
        return;
    }
    event.prevent_default();
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
    let submitter = event.submitter();
    leptos::task::spawn_local(async move {
        let all_saved = saver.flush().await;
        // The form's version follows the save a moment later.
        gloo_timers::future::TimeoutFuture::new(0).await;
        if all_saved && let Some(form) = form {
            // Without the button that was pressed the form would not know what to do.
            let _ = form.request_submit_with_submitter(submitter.as_ref());
        }
    });
}

/// An edit whose effect lies on another page: saved, then the page is loaded anew.
pub fn leave_page(saver: Saver, op: Op) {
    saver.note_elsewhere(op);
    saver.save_and_post();
}

/// Drops a position on another: before it, or below it.
pub fn drop_on(work: Work, dragged: PositionNo, other: PositionNo, below: bool) {
    if dragged == other {
        return;
    }
    work.edit(Op::MoveBefore {
        no: dragged,
        before: Some(other),
    });
    // The position after the other one may be on the next page.
    if below {
        work.edit(Op::MoveDown { no: dragged });
    }
}

/// How saving goes, announced politely.
#[component]
fn SaveLine(saver: Saver, words: StoredValue<EditorWords>) -> impl IntoView {
    let say = move || {
        words.with_value(|words| match saver.state.get() {
            SaveState::Saved => words.get(Word::Saved),
            SaveState::Unsaved => words.get(Word::Unsaved),
            SaveState::Saving => words.get(Word::Saving),
            SaveState::Offline => words.get(Word::Offline),
            SaveState::Conflict => words.get(Word::Conflict),
            SaveState::NotPreparing => words.get(Word::NotPreparing),
            SaveState::SignedOut => words.get(Word::SignedOut),
        })
    };
    view! {
        <span class="save-state" role="status" data-state=move || saver.state.get().as_str()>{say}</span>
        <Show when=move || matches!(saver.state.get(), SaveState::Conflict | SaveState::NotPreparing)>
            <button type="button" on:click=move |_| load_anew()>{words.with_value(|words| words.get(Word::Reload))}</button>
        </Show>
    }
}
