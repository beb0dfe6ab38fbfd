//! Where files are handed in, and the latest imports.

use domain::role::Role;
use leptos::prelude::*;
use store::imports::{Import, ImportState};
use texts::say;

use super::MOST_MEGABYTES;
use super::again::dates_field;
use crate::components::{FormProblem, SettingsTabs, Title, ZoneField, moment, page};
use crate::context::Cx;
use crate::forms::Echo;

/// How many imports are listed.
const LISTED: i32 = 20;

/// A form for a file, and what became of the files before it.
#[component]
pub fn ImportsPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Biller)?;
        let l = cx.words();
        let imports = cx.state.store.imports(LISTED).await?;
        Ok(view! {
            <Title text=say!(l, import.title) />
            <SettingsTabs />
            <h1>{say!(l, import.title)}</h1>
            <p>{say!(l, import.intro)}</p>
            <form method="post" enctype="multipart/form-data" class="card add">
                <FormProblem />
                {file_field(&cx)}
                <ZoneField label=say!(l, import.zone) value=cx.zone hint=say!(l, import.zone_hint) />
                {dates_field(&cx, "", "")}
                <div class="actions"><button class="primary">{say!(l, import.check)}</button></div>
            </form>
            {(!imports.is_empty()).then(|| recent(&cx, imports))}
        }
        .into_any())
    })
}

fn file_field(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    let problem = Echo::of_form("").problem("file");
    let described = if problem.is_some() {
        "f-file-hint f-file-problem"
    } else {
        "f-file-hint"
    };
    view! {
        <div class="field">
            <label for="f-file">{say!(l, import.file)}</label>
            <input type="file" id="f-file" name="file" accept=".csv,.txt,text/csv,text/plain" required=true
                aria-describedby=described aria-invalid=problem.is_some().then_some("true") />
            <small class="hint" id="f-file-hint">{say!(l, import.file_hint, most = MOST_MEGABYTES)}</small>
            {problem.map(|problem| view! { <small class="problem" id="f-file-problem">{problem}</small> })}
        </div>
    }
}

fn recent(cx: &Cx, imports: Vec<Import>) -> impl IntoView + use<> {
    let l = cx.words();
    let rows: Vec<_> = imports.into_iter().map(|import| row(cx, import)).collect();
    view! {
        <section class="list">
            <h2>{say!(l, import.recent)}</h2>
            <table class="rows">
                <thead><tr>
                    <th scope="col">{say!(l, import.file)}</th>
                    <th scope="col">{say!(l, import.state)}</th>
                    <th scope="col">{say!(l, import.by)}</th>
                    <th scope="col">{say!(l, import.when)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(cx: &Cx, import: Import) -> impl IntoView + use<> {
    let (look, state) = state_words(cx, &import);
    let added = (import.state == ImportState::Done)
        .then(|| say!(cx.words(), common.entries, count = import.added));
    let url = format!("/import/{}", import.id);
    view! {
        <tr>
            <th scope="row" class="name"><a href=url>{import.file_name}</a></th>
            <td><span class=format!("status {look}")>{state}</span>" "{added}</td>
            <td>{import.user_name}</td>
            <td>{moment(cx, import.created_at)}</td>
        </tr>
    }
}

fn state_words(cx: &Cx, import: &Import) -> (&'static str, String) {
    let l = cx.words();
    if import.is_stalled(cx.now()) {
        return ("bad", say!(l, import.state_stalled));
    }
    match import.state {
        ImportState::Reading | ImportState::Staging => ("idle", say!(l, import.state_checking)),
        ImportState::Checked => ("wait", say!(l, import.state_checked)),
        ImportState::Moving => ("wait", say!(l, import.state_moving)),
        ImportState::Done => ("good", say!(l, import.state_done)),
        ImportState::Failed => ("bad", say!(l, import.state_failed)),
    }
}
