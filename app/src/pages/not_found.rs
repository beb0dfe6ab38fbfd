//! A URL that leads nowhere.

use leptos::prelude::*;

use crate::components::page;
use crate::context::PageError;

/// Says so, with status 404.
#[component]
pub fn NotFound() -> impl IntoView {
    page(async |_| Err(PageError::NotFound))
}
