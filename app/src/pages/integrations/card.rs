//! The card of a connection.

use domain::{format, zone};
use leptos::prelude::*;
use store::{Connection, ConnectionState};
use texts::say;

use crate::components::{HiddenField, Notice, moment};
use crate::context::Cx;
use crate::tools::Learnt;

/// What it is, whether it works, and what can be done with it.
pub fn card(cx: &Cx, connection: &Connection, by: Option<&String>) -> AnyView {
    let l = cx.words();
    let url = format!("/settings/integrations/{}", connection.id);
    let lost = connection.state == ConnectionState::Disconnected;
    let replace = if lost || is_by_consent(connection) {
        say!(l, integrations.reconnect)
    } else {
        say!(l, integrations.replace)
    };
    let look = if lost { "button primary" } else { "button" };
    view! {
        <section class="card" aria-label=connection.label().to_owned()>
            <div class="titlebar">
                <h2>{connection.tool.name()}</h2>
                <span class="grow"></span>
                {status(l, connection.state)}
            </div>
            {lost.then(|| refused(l, connection))}
            {facts(cx, connection, by)}
            <div class="actions">
                {test_button(l, &url, "/settings/integrations")}
                <a class=look href=format!("{url}#token")>{replace}</a>
                <a class="button" href=url>{say!(l, integrations.settings)}</a>
            </div>
        </section>
    }
    .into_any()
}

/// Whether it works, as a badge.
pub fn status(l: texts::Locale, state: ConnectionState) -> impl IntoView {
    match state {
        ConnectionState::Connected => {
            view! { <span class="status good">{say!(l, integrations.connected)}</span> }.into_any()
        }
        ConnectionState::Disconnected | ConnectionState::Removed => {
            view! { <span class="status bad">{say!(l, integrations.disconnected)}</span> }
                .into_any()
        }
    }
}

/// That the tool no longer accepts the token, and what to do.
pub fn refused(l: texts::Locale, connection: &Connection) -> impl IntoView + use<> {
    let words = say!(l, integrations.refused, tool = connection.tool.name());
    view! { <Notice kind="bad">{words}</Notice> }
}

/// Account, company, token and last use.
pub fn facts(cx: &Cx, connection: &Connection, by: Option<&String>) -> AnyView {
    let l = cx.words();
    let name = (!connection.name.is_empty()).then(|| connection.name.clone());
    let by = by
        .cloned()
        .unwrap_or_else(|| say!(l, integrations.by_nobody));
    let day = zone::local_date(connection.connected_at, cx.zone);
    let day = format::date(day, cx.locale);
    let used = match connection.last_used_at {
        Some(at) => moment(cx, at).into_any(),
        None => say!(l, integrations.never_used).into_any(),
    };
    view! {
        <dl class="facts">
            {name.map(|name| view! { <dt>{say!(l, integrations.company)}</dt><dd>{name}</dd> })}
            <dt>{say!(l, integrations.account)}</dt>
            <dd>{connection.account_name.clone()}</dd>
            <dt>{say!(l, integrations.client_number)}</dt>
            <dd>{connection.organisation_id.clone()}</dd>
            {access(l, connection, by, day)}
            <dt>{say!(l, integrations.last_used)}</dt>
            <dd>{used}</dd>
        </dl>
    }
    .into_any()
}

/// Whether somebody allowed it in the tool, instead of bringing a token from there.
pub fn is_by_consent(connection: &Connection) -> bool {
    Learnt::read(&connection.settings).by_consent
}

/// How it is let in, since when, and by whom.
fn access(
    l: texts::Locale,
    connection: &Connection,
    by: String,
    day: String,
) -> impl IntoView + use<> {
    let (name, how) = if is_by_consent(connection) {
        let how = say!(l, integrations.consent_by, name = by, day = day);
        (say!(l, integrations.consent_access), how)
    } else {
        let end = match connection.secret_tail.as_str() {
            "" => say!(l, integrations.token_without_end),
            end => say!(l, integrations.token_end, end = end),
        };
        let set = say!(l, integrations.connected_by, name = by, day = day);
        (say!(l, integrations.token), format!("{end}, {set}"))
    };
    view! { <dt>{name}</dt><dd>{how}</dd> }
}

/// The button `Test`; after a test that went well the reader is back at `next`.
pub fn test_button(l: texts::Locale, url: &str, next: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=url.to_owned()>
            <HiddenField name="form" value="test" />
            <HiddenField name="next" value=next />
            <button>{say!(l, integrations.test)}</button>
        </form>
    }
}
