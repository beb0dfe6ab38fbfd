//! What was the matter with a connection, in plain words.

use leptos::prelude::*;
use store::Connection;
use texts::{Locale, say};

use crate::components::{Notice, moment};
use crate::context::{Cx, PageError};
use crate::tools::Trouble;

/// That the tool no longer lets the connection in, and what to do.
pub fn refused(l: Locale, connection: &Connection) -> impl IntoView + use<> {
    let tool = connection.tool.name();
    let words = match trouble_of(connection) {
        Some(Trouble::Withdrawn) => say!(l, integrations.withdrawn, tool = tool),
        _ => say!(l, integrations.refused, tool = tool),
    };
    view! { <Notice kind="bad">{words}</Notice> }
}

/// The last error with its time, as a row of the facts; nothing while there was none.
pub fn last_error(cx: &Cx, connection: &Connection) -> impl IntoView + use<> {
    let l = cx.words();
    let trouble = trouble_of(connection).zip(connection.last_error_at);
    trouble.map(|(trouble, at)| {
        let words = say_trouble(l, connection.tool.name(), trouble);
        view! { <dt>{say!(l, integrations.last_error)}</dt><dd>{words}" ("{moment(cx, at)}")"</dd> }
    })
}

/// That Lexware Office refuses this Billhour's client, which stops every connection that was made by consent.
pub async fn client_refused(cx: &Cx) -> Result<Option<AnyView>, PageError> {
    let l = cx.words();
    let refused = cx.state.tools.refused_client().await?;
    Ok(refused.map(|refused| {
        let (since, tried) = (moment(cx, refused.refused_at), moment(cx, refused.tried_at));
        view! {
            <Notice kind="bad">
                <p><strong>{say!(l, integrations.client_refused)}</strong></p>
                <p>{say!(l, integrations.client_refused_about)}</p>
                <p class="muted">
                    {say!(l, integrations.client_refused_since)}" "{since}". "
                    {say!(l, integrations.client_refused_tried)}" "{tried}": "{refused.why}"."
                </p>
            </Notice>
        }
        .into_any()
    }))
}

fn trouble_of(connection: &Connection) -> Option<Trouble> {
    connection.last_error.as_deref().and_then(Trouble::read)
}

fn say_trouble(l: Locale, tool: &'static str, trouble: Trouble) -> String {
    match trouble {
        Trouble::Unauthorized => say!(l, integrations.trouble_unauthorized, tool = tool),
        Trouble::Withdrawn => say!(l, integrations.trouble_withdrawn, tool = tool),
        Trouble::NotAClient => say!(l, integrations.trouble_client, tool = tool),
        Trouble::Forbidden(message) => {
            say!(
                l,
                integrations.trouble_forbidden,
                tool = tool,
                message = message
            )
        }
        Trouble::Busy => say!(l, integrations.trouble_busy, tool = tool),
        Trouble::Unreachable => say!(l, integrations.trouble_unreachable, tool = tool),
        Trouble::Unexpected => say!(l, integrations.trouble_unexpected, tool = tool),
    }
}
