//! Drawings for buttons and headings; all are decoration, the words beside them say what they mean.

use leptos::prelude::*;

/// One drawing by its name.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let path = match name {
        "brand" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2M4 20l3-2M20 20l-3-2",
        "up" => "M12 19V5M6 11l6-6 6 6",
        "down" => "M12 5v14M6 13l6 6 6-6",
        "delete" => "M6 6l12 12M18 6L6 18",
        "add" => "M12 5v14M5 12h14",
        "check" => "M5 13l4 4L19 7",
        "lock" => "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
        "out" => "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
        _ => "",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
