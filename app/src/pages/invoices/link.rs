//! The way to the draft in the tool.

use billing::Tools as _;
use leptos::prelude::*;
use texts::say;

use super::load::Shown;
use crate::components::Icon;
use crate::context::Cx;

/// The link to the very draft; nothing where [`link_to`] knows no address.
pub async fn link(cx: &Cx, shown: &Shown, remote_id: &str) -> Option<impl IntoView + use<>> {
    let url = link_to(cx, shown, remote_id).await?;
    let label = say!(cx.words(), invoices.open_in, tool = &shown.tool);
    Some(
        view! { <a class="button primary" href=url rel="noreferrer">{label}<Icon name="out" /></a> },
    )
}

/// The address of a document of the invoice's tool; nothing where the tool is no longer connected, or where nobody knows
/// its pages.
pub async fn link_to(cx: &Cx, shown: &Shown, remote_id: &str) -> Option<String> {
    let connected = cx.state.tools.connect(shown.invoice.connection?).await;
    let connected = connected
        .inspect_err(|error| tracing::warn!(%error, "a draft is shown without its link"))
        .ok()?;
    Some(connected.provider.link(remote_id)).filter(|url| !url.is_empty())
}
