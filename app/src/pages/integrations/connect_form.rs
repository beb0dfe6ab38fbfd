//! The form that connects a tool by its token.

use domain::capabilities::BillingTool;
use leptos::prelude::*;
use texts::say;

use super::consent::PAGE;
use super::password::password_field;
use crate::components::{FormProblem, HiddenField, TextField};
use crate::context::Cx;

/// How a tool is connected: by consent where it can be asked for, else by a token.
pub fn connect_form(cx: &Cx, tool: BillingTool, ask_password: bool) -> AnyView {
    if tool != BillingTool::Lexware {
        return by_token(cx, tool, ask_password);
    }
    let l = cx.words();
    if cx.state.tools.has_oauth() {
        return view! {
            {by_consent(cx, say!(l, integrations.consent_connect), ask_password)}
            <details><summary>{say!(l, integrations.consent_key)}</summary>{by_token(cx, tool, ask_password)}</details>
        }
        .into_any();
    }
    view! {
        <p class="muted">{say!(l, integrations.consent_not_set)}</p>
        {by_token(cx, tool, ask_password)}
    }
    .into_any()
}

/// The button that leads to the tool's own page, and back to where its reader came from.
pub fn by_consent(cx: &Cx, label: String, ask_password: bool) -> AnyView {
    let l = cx.words();
    let next = cx.query_value("next");
    view! {
        <form method="post" class="fields">
            <FormProblem form="consent" />
            <HiddenField name="form" value="consent" />
            <HiddenField name="next" value=next.unwrap_or_else(|| PAGE.to_owned()) />
            <p class="muted">{say!(l, integrations.consent_about)}</p>
            {ask_password.then(|| password_field(l, "consent"))}
            <div class="actions"><button class="primary">{label}</button></div>
        </form>
    }
    .into_any()
}

/// Token, where to find it, and the password where the sign-in is old.
fn by_token(cx: &Cx, tool: BillingTool, ask_password: bool) -> AnyView {
    let l = cx.words();
    view! {
        <form method="post" class="fields">
            <FormProblem form="connect" />
            <HiddenField name="form" value="connect" />
            <HiddenField name="tool" value=tool.as_str() />
            {token_field(cx, "connect", tool)}
            {ask_password.then(|| password_field(l, "connect"))}
            <div class="actions"><button class="primary">{say!(l, integrations.save)}</button></div>
        </form>
    }
    .into_any()
}

/// The field for a token. What was pasted is never sent back, even when it was refused.
pub fn token_field(cx: &Cx, form: &'static str, tool: BillingTool) -> impl IntoView + use<> {
    let l = cx.words();
    let simulation = cx.state.site.demo.then(|| simulation(cx, tool)).flatten();
    let simulation = simulation.map(|url| {
        let words = say!(l, integrations.token_demo, tool = tool.name());
        let link = say!(l, integrations.token_demo_link);
        view! { <small class="hint">{words}" "<a href=url>{link}</a></small> }
    });
    view! {
        <TextField form=form name="token" kind="password" autocomplete="off" label=say!(l, integrations.token)
            hint=token_where(l, tool) />
        <small class="hint">{say!(l, integrations.token_sealed, tool = tool.name())}</small>
        {simulation}
    }
}

/// Where a tool shows its tokens.
fn token_where(l: texts::Locale, tool: BillingTool) -> String {
    match tool {
        BillingTool::Sevdesk => say!(l, integrations.token_where),
        BillingTool::Lexware => say!(l, integrations.consent_key_where),
        BillingTool::Hq => say!(l, integrations.hq_token_where),
    }
}

/// The front page of the demo's simulation, which shows the tokens.
fn simulation(cx: &Cx, tool: BillingTool) -> Option<String> {
    let address = cx.state.tools.address(tool);
    address.strip_suffix(tool.as_str()).map(str::to_owned)
}
