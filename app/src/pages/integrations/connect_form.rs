//! The form that connects a tool by its token.

use domain::capabilities::BillingTool;
use leptos::prelude::*;
use texts::say;

use super::password::password_field;
use crate::components::{FormProblem, HiddenField, TextField};
use crate::context::Cx;

/// Token, where to find it, and the password where the sign-in is old.
pub fn connect_form(cx: &Cx, tool: BillingTool, ask_password: bool) -> AnyView {
    let l = cx.words();
    view! {
        <form method="post" class="fields">
            <FormProblem form="connect" />
            <HiddenField name="form" value="connect" />
            <HiddenField name="tool" value=tool.as_str() />
            {token_field(cx, "connect")}
            {ask_password.then(|| password_field(l, "connect"))}
            <div class="actions"><button class="primary">{say!(l, integrations.save)}</button></div>
        </form>
    }
    .into_any()
}

/// The field for a token. What was pasted is never sent back, even when it was refused.
pub fn token_field(cx: &Cx, form: &'static str) -> impl IntoView + use<> {
    let l = cx.words();
    let simulation = cx.state.site.demo.then(|| simulation(cx)).flatten();
    let simulation = simulation.map(|url| {
        let (words, link) = (
            say!(l, integrations.token_demo),
            say!(l, integrations.token_demo_link),
        );
        view! { <small class="hint">{words}" "<a href=url>{link}</a></small> }
    });
    view! {
        <TextField form=form name="token" kind="password" autocomplete="off" label=say!(l, integrations.token)
            hint=say!(l, integrations.token_where) />
        <small class="hint">{say!(l, integrations.token_sealed)}</small>
        {simulation}
    }
}

/// The front page of the demo's simulation, which shows the tokens.
fn simulation(cx: &Cx) -> Option<String> {
    let tool = BillingTool::Sevdesk;
    let address = cx.state.tools.address(tool)?;
    address.strip_suffix(tool.as_str()).map(str::to_owned)
}
