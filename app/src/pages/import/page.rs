//! The page of one import: how far it is, and what is to be decided.

use domain::ImportId;
use domain::role::Role;
use leptos::prelude::*;
use store::imports::{Import, ImportState};
use texts::say;

use super::{checked, done, failed, progress};
use crate::components::{FormProblem, Title, page};
use crate::context::{Cx, PageError, id_in_path};
use crate::flows::import::Report;

/// The forms of the page. What is wrong with one stands at the top: the form may be gone meanwhile.
const FORMS: [&str; 3] = ["add", "again", "discard"];

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let id = id_in_path::<ImportId>();
    page(async move |cx| {
        cx.require(Role::Biller)?;
        let import = cx
            .state
            .store
            .import(id?)
            .await?
            .ok_or(PageError::NotFound)?;
        let report = import.report.as_deref();
        let report = report.and_then(|text| serde_json::from_str::<Report>(text).ok());
        let body = body(&cx, &import, report);
        Ok(view! {
            {head(&cx, &import)}
            {FORMS.map(|form| view! { <FormProblem form=form /> })}
            {body}
        }
        .into_any())
    })
}

fn head(cx: &Cx, import: &Import) -> impl IntoView + use<> {
    let l = cx.words();
    let name = import.file_name.clone();
    view! {
        <Title text=name.clone() />
        <div class="titlebar">
            <h1 class="grow">{name}</h1>
            <a href="/import">{say!(l, import.to_list)}</a>
        </div>
    }
}

fn body(cx: &Cx, import: &Import, report: Option<Report>) -> AnyView {
    let is_stalled = import.is_stalled(cx.now());
    match (import.state, report) {
        (ImportState::Checked, Some(report)) => checked::report(cx, import, &report),
        (ImportState::Moving, Some(report)) if is_stalled => {
            let asked_again = checked::report(cx, import, &report);
            view! { {failed::stalled_adding(cx)}{asked_again} }.into_any()
        }
        (ImportState::Done, Some(report)) => done::result(cx, import, &report),
        (ImportState::Reading | ImportState::Staging | ImportState::Moving, _) if is_stalled => {
            failed::stalled(cx, import)
        }
        (ImportState::Reading | ImportState::Staging | ImportState::Moving, _) => {
            progress::running(cx, import)
        }
        // A report that this version cannot read has to be made anew, too.
        (ImportState::Failed | ImportState::Checked | ImportState::Done, _) => {
            failed::problem(cx, import)
        }
    }
}
