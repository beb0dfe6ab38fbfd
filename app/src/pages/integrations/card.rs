//! The card of a connection.

use domain::capabilities::BillingTool;
use domain::{format, zone};
use leptos::prelude::*;
use store::{Connection, ConnectionState};
use texts::say;

use super::connect_form::{next_page, reconnect_button};
use super::naming::{company_name, company_number};
use super::trouble::{last_error, refused};
use crate::components::{HiddenField, Notice, moment};
use crate::context::Cx;
use crate::tools::Learnt;

/// What it is, whether it works, and what can be done with it.
pub fn card(cx: &Cx, connection: &Connection, by: Option<&String>) -> AnyView {
    let l = cx.words();
    let url = page_of(connection);
    let lost = connection.state == ConnectionState::Disconnected;
    view! {
        <section class="card" aria-label=format!("{} {}", connection.tool.name(), company_name(l, connection))>
            <div class="titlebar">
                <h2>{connection.tool.name()}</h2>
                <span class="grow"></span>
                {status(l, connection.state)}
            </div>
            {lost.then(|| refused(l, connection))}
            {ends_soon(cx, connection)}
            {facts(cx, connection, by)}
            <div class="actions">
                {(!lost).then(|| test_button(l, &url, "/settings/integrations"))}
                {renew(cx, connection, &url)}
                <a class="button" href=url.clone()>{say!(l, integrations.settings)}</a>
                <a class="button" href=format!("{url}?remove=yes#remove")>{say!(l, integrations.remove)}</a>
            </div>
        </section>
    }
    .into_any()
}

/// The page of a connection.
pub fn page_of(connection: &Connection) -> String {
    format!("/settings/integrations/{}", connection.id)
}

/// How it gets other credentials: by consent at once, by a token on its page.
fn renew(cx: &Cx, connection: &Connection, url: &str) -> AnyView {
    let l = cx.words();
    let lost = connection.state == ConnectionState::Disconnected;
    let look = if lost { "button primary" } else { "button" };
    if renews_by_consent(cx, connection) {
        return reconnect_button(cx, url, look).into_any();
    }
    let label = if lost {
        say!(l, integrations.reconnect)
    } else {
        say!(l, integrations.replace)
    };
    let next = next_page(cx, "").map(|next| [("next", next)]);
    let next = next.and_then(|next| serde_urlencoded::to_string(next).ok());
    let next = next.map(|next| format!("?{next}")).unwrap_or_default();
    view! { <a class=look href=format!("{url}{next}#token")>{label}</a> }.into_any()
}

/// Whether it is connected anew by consent: it was made so, and the operator still has a client for that.
pub fn renews_by_consent(cx: &Cx, connection: &Connection) -> bool {
    cx.state.tools.has_oauth() && Learnt::read(&connection.settings).is_by_consent()
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

/// That an authorisation ends, in its last month and after it.
pub fn ends_soon(cx: &Cx, connection: &Connection) -> impl IntoView + use<> {
    let l = cx.words();
    let is_connected = connection.state == ConnectionState::Connected;
    let end = Learnt::read(&connection.settings).ends_soon(cx.now());
    end.filter(|_| is_connected).map(|end| {
        let day = format::date(zone::local_date(end, cx.zone), cx.locale);
        let words = say!(
            l,
            integrations.consent_ends,
            tool = connection.tool.name(),
            day = day
        );
        view! { <Notice kind="warn">{words}</Notice> }
    })
}

/// Company, account, credentials, last use and last error.
pub fn facts(cx: &Cx, connection: &Connection, by: Option<&String>) -> AnyView {
    let l = cx.words();
    let by = by
        .cloned()
        .unwrap_or_else(|| say!(l, integrations.by_nobody));
    let day = zone::local_date(connection.connected_at, cx.zone);
    let day = format::date(day, cx.locale);
    let used = match connection.last_used_at {
        Some(at) => moment(cx, at).into_any(),
        None => say!(l, integrations.never_used).into_any(),
    };
    let account = connection.account_name.clone();
    let account = (connection.company() != Some(account.as_str())).then_some(account);
    view! {
        <dl class="facts">
            <dt>{say!(l, integrations.company)}</dt>
            <dd>{company_name(l, connection)}</dd>
            {account.map(|name| view! { <dt>{say!(l, integrations.account)}</dt><dd>{name}</dd> })}
            <dt>{number_name(l, connection.tool)}</dt>
            <dd>{company_number(connection).to_owned()}</dd>
            {access(l, connection, by, day)}
            <dt>{say!(l, integrations.last_used)}</dt>
            <dd>{used}</dd>
            {last_error(cx, connection)}
        </dl>
    }
    .into_any()
}

/// What the tool's number for a company is called.
fn number_name(l: texts::Locale, tool: BillingTool) -> String {
    match tool {
        BillingTool::Sevdesk => say!(l, integrations.client_number),
        BillingTool::Lexware => say!(l, integrations.organisation),
        BillingTool::Hq => say!(l, integrations.own_company_number),
    }
}

/// How it is let in, since when, and by whom.
fn access(
    l: texts::Locale,
    connection: &Connection,
    by: String,
    day: String,
) -> impl IntoView + use<> {
    let (name, how) = if Learnt::read(&connection.settings).is_by_consent() {
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
