//! What a person should know before saying yes.

use import::Warning;
use leptos::prelude::*;

use crate::components::Notice;
use crate::context::Cx;
use crate::flows::import::words;

/// The warnings; nothing where there are none.
pub fn list(cx: &Cx, warnings: &[Warning]) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = warnings
        .iter()
        .map(|warning| view! { <p>{words::warning(cx.locale, warning)}</p> })
        .collect();
    (!items.is_empty()).then(|| view! { <Notice kind="info">{items}</Notice> })
}
