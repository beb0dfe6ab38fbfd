//! The form that connects a tool by its token.

use domain::capabilities::BillingTool;
use leptos::prelude::*;
use texts::say;

use super::consent::PAGE;
use crate::components::{FormProblem, HiddenField, TextField};
use crate::context::Cx;
use crate::forms::Echo;
use crate::password::password_field;

/// How a tool is connected: by consent where it can be asked for, else by a token. `company` stands in the field for the
/// company's name at first, where the tool does not say it.
pub fn connect_form(cx: &Cx, tool: BillingTool, company: String, ask_password: bool) -> AnyView {
    if tool != BillingTool::Lexware {
        return by_token(cx, tool, company, ask_password);
    }
    let l = cx.words();
    if cx.state.tools.has_oauth() {
        let open = Echo::of_form(form_name(tool)).is_refused();
        return view! {
            {by_consent(cx, say!(l, integrations.consent_connect), ask_password)}
            <details open=open><summary>{say!(l, integrations.consent_key)}</summary>{by_token(cx, tool, company, ask_password)}</details>
        }
        .into_any();
    }
    view! {
        {not_a_client(l)}
        {by_token(cx, tool, company, ask_password)}
    }
    .into_any()
}

/// What to set, where nobody can be sent to Lexware to consent.
pub fn not_a_client(l: texts::Locale) -> impl IntoView {
    view! { <p class="muted">{say!(l, integrations.consent_not_set)}</p> }
}

/// The name of a tool's form: what is wrong with one is said at no other.
pub const fn form_name(tool: BillingTool) -> &'static str {
    match tool {
        BillingTool::Sevdesk => "connect-sevdesk",
        BillingTool::Lexware => "connect-lexware",
        BillingTool::Hq => "connect-hq",
    }
}

/// The button that leads to the tool's own page, and back to where its reader came from.
pub fn by_consent(cx: &Cx, label: String, ask_password: bool) -> AnyView {
    let l = cx.words();
    view! {
        <form method="post" class="fields">
            <FormProblem form="consent" />
            <HiddenField name="form" value="consent" />
            <HiddenField name="next" value=next_page(cx, "consent").unwrap_or_else(|| PAGE.to_owned()) />
            <p class="muted">{say!(l, integrations.consent_about)}</p>
            {ask_password.then(|| password_field(l, "consent"))}
            <div class="actions"><button class="primary">{label}</button></div>
        </form>
    }
    .into_any()
}

/// The button alone, for another page than the connection's own. Where the password is asked for, that page asks.
pub fn reconnect_button(cx: &Cx, url: &str, look: &'static str) -> impl IntoView + use<> {
    let label = say!(cx.words(), integrations.reconnect);
    view! {
        <form method="post" action=url.to_owned()>
            <HiddenField name="form" value="consent" />
            <HiddenField name="next" value=next_page(cx, "").unwrap_or_else(|| PAGE.to_owned()) />
            <button class=look>{label}</button>
        </form>
    }
}

/// Token, where to find it, and the password where the sign-in is old.
fn by_token(cx: &Cx, tool: BillingTool, company: String, ask_password: bool) -> AnyView {
    let l = cx.words();
    let form = form_name(tool);
    let company = (!tool.names_company()).then(|| {
        let hint = say!(l, integrations.company_hint, tool = tool.name());
        view! { <TextField form=form name="name" label=say!(l, integrations.company) hint=hint value=company autocomplete="organization" /> }
    });
    let own_company = (tool == BillingTool::Hq).then(|| {
        view! {
            <TextField form=form name="own_company" label=say!(l, integrations.own_company) hint=say!(l, integrations.own_company_hint)
                inputmode="numeric" autocomplete="off" />
        }
    });
    view! {
        <form method="post" class="fields">
            <FormProblem form=form />
            <HiddenField name="form" value=form />
            <HiddenField name="tool" value=tool.as_str() />
            <HiddenField name="next" value=next_page(cx, form).unwrap_or_default() />
            {token_field(cx, form, tool)}
            {company}
            {own_company}
            {ask_password.then(|| password_field(l, form))}
            <div class="actions"><button class="primary">{say!(l, integrations.save)}</button></div>
        </form>
    }
    .into_any()
}

/// Where the reader came from, and goes back to: as the form said that was refused, else as the link said that led here.
pub fn next_page(cx: &Cx, form: &str) -> Option<String> {
    let posted = Echo::of_form(form).value("next");
    posted.or_else(|| cx.query_value("next"))
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
