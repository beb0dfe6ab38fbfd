//! A point in time, as people read it.

use chrono::{DateTime, Utc};
use domain::format;
use leptos::prelude::*;

use crate::context::Cx;

/// `22 Nov 2026, 14:02`, in the workspace's zone.
pub fn moment_text(cx: &Cx, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&cx.zone);
    format!(
        "{}, {}",
        format::date(local.date_naive(), cx.locale),
        local.format("%H:%M")
    )
}

/// The same for machines, too.
pub fn moment(cx: &Cx, at: DateTime<Utc>) -> impl IntoView + use<> {
    time(at, moment_text(cx, at))
}

/// The same to the second, where several things happen within a minute.
pub fn moment_exact(cx: &Cx, at: DateTime<Utc>) -> impl IntoView + use<> {
    let seconds = at.format("%S").to_string();
    time(at, format!("{}:{seconds}", moment_text(cx, at)))
}

fn time(at: DateTime<Utc>, text: String) -> impl IntoView {
    view! { <time datetime=at.format("%Y-%m-%dT%H:%M:%SZ").to_string()>{text}</time> }
}
