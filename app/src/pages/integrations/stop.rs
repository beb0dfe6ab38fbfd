//! Stopping everything that a connection sends, and allowing it again.

use billing::Brake;
use domain::role::Role;
use leptos::prelude::*;
use store::{Connection, Stopped};
use texts::say;

use super::card::page_of;
use super::wording::connection_problem;
use crate::components::{FormProblem, HiddenField, Notice, TextField, moment_exact, moment_text};
use crate::context::{Cx, PageError};
use crate::forms::{Posted, Refusal, reason_problem};
use crate::pages::sending::guard_words;

/// Says that nothing is sent at the moment, and why; nothing while all is well.
pub async fn notice(cx: &Cx, connection: &Connection) -> Result<Option<AnyView>, PageError> {
    let l = cx.words();
    let tool = connection.tool.name();
    let brake = cx.state.engine.brake(connection.id).await?;
    Ok(brake.map(|brake| {
        let words = match &brake {
            Brake::Guard(guard) => guard_words(l, guard),
            Brake::Stopped(stopped) => stopped_words(cx, tool, stopped),
            Brake::Unanswered { unknowns, until } => say!(
                l,
                integrations.unanswered,
                tool = tool,
                count = unknowns,
                until = moment_text(cx, *until)
            ),
        };
        view! { <Notice kind="bad">{words}</Notice> }.into_any()
    }))
}

fn stopped_words(cx: &Cx, tool: &str, stopped: &Stopped) -> String {
    let l = cx.words();
    let (by, since) = (stopped.by.as_str(), moment_text(cx, stopped.at));
    if stopped.why.is_empty() {
        return say!(l, integrations.stopped, tool = tool, by = by, since = since);
    }
    say!(
        l,
        integrations.stopped_because,
        tool = tool,
        by = by,
        since = since,
        why = stopped.why.as_str()
    )
}

/// The form that stops, or the one that allows.
pub async fn form(cx: &Cx, connection: &Connection) -> Result<AnyView, PageError> {
    let l = cx.words();
    let tool = connection.tool.name();
    let Some(stopped) = cx.state.store.stopped(connection.id).await? else {
        return Ok(view! {
            <form method="post" class="card">
                <h2>{say!(l, integrations.stop_title)}</h2>
                <p class="muted">{say!(l, integrations.stop_hint, tool = tool)}</p>
                <FormProblem form="stop" />
                <HiddenField name="form" value="stop" />
                <div class="fields">
                    <TextField form="stop" name="why" label=say!(l, integrations.stop_why) autocomplete="off" />
                </div>
                <div class="actions"><button class="danger">{say!(l, integrations.stop)}</button></div>
            </form>
        }
        .into_any());
    };
    Ok(view! {
        <form method="post" class="card">
            <h2>{say!(l, integrations.allow_title)}</h2>
            <p class="muted">{say!(l, integrations.stopped_since)}" "{moment_exact(cx, stopped.at)}</p>
            <HiddenField name="form" value="allow" />
            <div class="actions"><button class="primary">{say!(l, integrations.allow)}</button></div>
        </form>
    }
    .into_any())
}

/// Stops.
pub async fn stop(posted: &Posted, connection: &Connection) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    cx.require(Role::Admin)?;
    let why = posted.text("why").trim();
    if let Some(words) = reason_problem(l, why) {
        return Err(Refusal::of("why", words));
    }
    let (store, stamp) = (&cx.state.store, cx.stamp());
    let stopped = store.stop_sending(connection.id, why, &stamp).await;
    stopped.map_err(|error| connection_problem(l, "", error))?;
    Ok(format!("{}?done=saved", page_of(connection)))
}

/// Allows again.
pub async fn allow(posted: &Posted, connection: &Connection) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    let (store, stamp) = (&cx.state.store, cx.stamp());
    let allowed = store.allow_sending(connection.id, &stamp).await;
    allowed.map_err(|error| connection_problem(cx.words(), "", error))?;
    Ok(format!("{}?done=saved", page_of(connection)))
}
