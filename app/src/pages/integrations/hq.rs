//! What is assumed about HQ, as settings of a connection: each with its default and what it rests on.

mod read;
mod table;

use domain::capabilities::BillingTool;
use leptos::prelude::*;
use providers::Settings;
use providers::hq::{Dialect, HqSettings};
use store::Connection;
use texts::say;

use self::table::{Assumption, Field, Input, table};
use super::card::page_of;
use super::naming::company_number;
use super::wording::refused;
use crate::components::{FormProblem, HiddenField, SelectField, TextField};
use crate::context::Cx;
use crate::forms::{Echo, Posted, Refusal};
use crate::tools::Learnt;

/// The name of the form.
const FORM: &str = "hq";

/// The form, for connections of HQ.
pub fn settings_form(cx: &Cx, connection: &Connection) -> Option<AnyView> {
    if connection.tool != BillingTool::Hq {
        return None;
    }
    let l = cx.words();
    let now = settings_of(connection);
    let found = found(l, now.found);
    let usual = table(l, &HqSettings::default());
    let parts: Vec<_> = table(l, &now)
        .into_iter()
        .zip(usual)
        .map(|(assumption, usual)| row(l, assumption, usual))
        .collect();
    let company = say!(
        l,
        hq.own_company,
        number = company_number(connection).to_owned()
    );
    let open = Echo::of_form(FORM).is_refused();
    Some(
        view! {
            <details class="card" id="hq" open=open>
                <summary>{say!(l, hq.title)}</summary>
                <p class="muted">{say!(l, hq.about)}</p>
                <p>{found}" "{company}</p>
                <form method="post" class="assumptions">
                    <FormProblem form=FORM />
                    <HiddenField name="form" value=FORM />
                    {parts}
                    <div class="actions"><button>{say!(l, hq.save)}</button></div>
                </form>
            </details>
        }
        .into_any(),
    )
}

/// Saves the form, if HQ can be worked with like that.
pub async fn save(posted: &Posted, connection: &Connection) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let before = Learnt::read(&connection.settings).settings;
    let hq = read::read(posted, &settings_of(connection))?;
    let settings = Settings {
        hq: Some(hq),
        ..before
    };
    let stamp = cx.stamp();
    let adjusted = cx.state.tools.adjust(connection, &settings, &stamp).await;
    adjusted.map_err(|error| refused(cx.words(), connection.tool, "", error))?;
    Ok(format!("{}?done=saved", page_of(connection)))
}

fn settings_of(connection: &Connection) -> HqSettings {
    let learnt = Learnt::read(&connection.settings);
    learnt.settings.hq.unwrap_or_default()
}

/// Which API was found.
fn found(l: texts::Locale, found: Option<Dialect>) -> String {
    match found {
        Some(Dialect::V1Odata) => say!(l, hq.found_v1),
        Some(Dialect::V2Rest) => say!(l, hq.found_v2),
        None => say!(l, hq.found_none),
    }
}

/// One assumption: its fields, what it rests on, and the default.
fn row(l: texts::Locale, assumption: Assumption, usual: Assumption) -> impl IntoView + use<> {
    let several = assumption.fields.len() > 1;
    let usual: Vec<String> = usual
        .fields
        .iter()
        .map(|field| {
            let value = field.shown(l);
            if several {
                format!("{}: {value}", field.label)
            } else {
                value
            }
        })
        .collect();
    let usual = say!(l, hq.usual, value = usual.join("; "));
    let fields: Vec<_> = assumption.fields.into_iter().map(field).collect();
    view! {
        <fieldset>
            // A single field is called what its assumption is about.
            {several.then(|| view! { <legend>{assumption.title}</legend> })}
            <div class="fields wide">{fields}</div>
            <small class="hint">{assumption.evidence}" "{usual}</small>
        </fieldset>
    }
}

fn field(field: Field) -> AnyView {
    let Field {
        name,
        label,
        value,
        input,
    } = field;
    match input {
        Input::Choice(choices) => {
            view! { <SelectField form=FORM name=name label=label choices=choices value=value /> }
                .into_any()
        }
        Input::Text => {
            view! { <TextField form=FORM name=name label=label value=value autocomplete="off" /> }
                .into_any()
        }
        Input::Number => {
            view! { <TextField form=FORM name=name label=label value=value autocomplete="off" inputmode="numeric" /> }
                .into_any()
        }
    }
}
