//! What a person decides about an import: to add it, to check it again, or to discard it.

use axum::extract::Path;
use axum::response::Response;
use domain::ImportId;
use domain::role::Role;
use leptos::prelude::*;
use store::imports::{Import, ImportStepError, Overlapping};
use texts::say;

use super::upload::{read_options, wait_a_moment};
use crate::components::{ActionButton, CheckField, HiddenField, Notice};
use crate::context::{Cx, PageError, id_of};
use crate::flows::import::{
    Decision, Importer, NotAdded, Report, add_in_background, check_in_background,
};
use crate::forms::{Posted, Refusal};

/// The question, or why there is none.
pub fn form(cx: &Cx, report: &Report) -> AnyView {
    let l = cx.words();
    let discard = view! { <ActionButton action="discard" label=say!(l, import.discard) /> };
    if report.fresh.rows == 0 {
        let said = if report.known.rows > 0 {
            say!(l, import.nothing_new)
        } else {
            say!(l, import.only_bad)
        };
        return view! { <Notice kind="info"><p>{said}</p></Notice><div class="actions">{discard}</div> }
            .into_any();
    }
    let has_bad = report.dry_run.bad_rows.total > 0;
    let overlaps = report.overlapping.rows > 0;
    view! {
        <section class="card">
            <h2>{say!(l, import.decide)}</h2>
            <form method="post" id="decide" class="fields">
                <HiddenField name="form" value="add" />
                {has_bad.then(|| view! { <CheckField form="add" name="skip_bad" label=say!(l, import.skip_bad) checked=false /> })}
                {overlaps.then(|| view! { <CheckField form="add" name="leave_out" label=say!(l, import.leave_out) checked=false /> })}
            </form>
            <div class="actions">
                <button form="decide" class="primary">{say!(l, import.import_now, count = report.fresh.rows)}</button>
                {discard}
            </div>
        </section>
    }
    .into_any()
}

/// Carries the decision out.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let done = decide(&posted, &id).await;
    posted.finish(done).await
}

async fn decide(posted: &Posted, id: &str) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Biller)?;
    let id: ImportId = id_of(id)?;
    let import = cx.state.store.import(id).await?;
    let import = import.ok_or(PageError::NotFound)?;
    match posted.text("form") {
        "add" => add(posted, import).await,
        "again" => again(posted, &import).await,
        "discard" => discard(cx, &import).await,
        _ => Err(PageError::NotFound.into()),
    }
}

async fn add(posted: &Posted, import: Import) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let overlapping = if posted.ticked("leave_out") {
        Overlapping::LeaveOut
    } else {
        Overlapping::Add
    };
    let decision = Decision {
        skip_bad: posted.ticked("skip_bad"),
        overlapping,
    };
    let begun = Importer::from(&cx.state)
        .begin_adding(&import, decision)
        .await;
    let run = begun.map_err(|refused| not_added(cx, &refused))?;
    let url = page_of(&import);
    wait_a_moment(add_in_background(&cx.state, run, import, overlapping)).await;
    Ok(url)
}

async fn again(posted: &Posted, import: &Import) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let options = read_options(cx, posted.text("zone"), posted.text("dates"))?;
    let restarted = cx
        .state
        .store
        .restart_import(import, options.zone, cx.now())
        .await;
    let run = restarted.map_err(|error| step_refused(cx, error))?;
    wait_a_moment(check_in_background(&cx.state, run, import.user, options)).await;
    Ok(page_of(import))
}

async fn discard(cx: &Cx, import: &Import) -> Result<String, Refusal> {
    let discarded = cx.state.store.discard_import(import, cx.now()).await;
    discarded.map_err(|error| step_refused(cx, error))?;
    cx.state.site.uploads.remove(import.id);
    Ok("/import".to_owned())
}

fn page_of(import: &Import) -> String {
    format!("/import/{}", import.id)
}

fn step_refused(cx: &Cx, error: ImportStepError) -> Refusal {
    match error {
        ImportStepError::Store(error) => error.into(),
        ImportStepError::Over | ImportStepError::NamesChanged => not_waiting(cx),
    }
}

fn not_added(cx: &Cx, refused: &NotAdded) -> Refusal {
    let l = cx.words();
    Refusal::whole(match refused {
        NotAdded::BadRows { .. } => say!(l, import.must_skip),
        NotAdded::NotChecked => return not_waiting(cx),
        NotAdded::Database => say!(l, import.database),
    })
}

fn not_waiting(cx: &Cx) -> Refusal {
    Refusal::whole(say!(cx.words(), import.not_waiting))
}
