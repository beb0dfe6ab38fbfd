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
    let demo = cx
        .state
        .site
        .demo
        .then(|| cx.state.tools.address(BillingTool::Sevdesk))
        .flatten();
    let demo = demo.map(|url| {
        view! {
            <small class="hint">
                {say!(l, integrations.token_demo)}" "<a href=url>{say!(l, integrations.token_demo_link)}</a>
            </small>
        }
    });
    view! {
        <TextField form=form name="token" kind="password" autocomplete="off" label=say!(l, integrations.token)
            hint=say!(l, integrations.token_where) />
        {demo}
        <small class="hint">{say!(l, integrations.token_sealed)}</small>
    }
}
