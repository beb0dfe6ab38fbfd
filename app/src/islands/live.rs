//! Shows a page anew when its invoice has moved.

use leptos::prelude::*;

use crate::api::{ApiError, invoice_fence};

/// How often the server is asked, in milliseconds.
const PAUSE: u32 = 2_000;

/// Asks how often the invoice has moved; once that is no longer what was `seen`, the page is loaded again.
#[island]
pub fn Live(invoice: String, seen: i64) -> impl IntoView {
    Effect::new(move |_| {
        let invoice = invoice.clone();
        leptos::task::spawn_local(async move {
            while still(&invoice, seen).await {
                gloo_timers::future::TimeoutFuture::new(PAUSE).await;
            }
        });
    });
}

/// Whether there is reason to ask again: neither news, nor the end of the session.
async fn still(invoice: &str, seen: i64) -> bool {
    match invoice_fence(invoice.to_owned()).await {
        Ok(fence) if fence == seen => true,
        Ok(_) | Err(ApiError::SignIn | ApiError::NotFound) => {
            // A page that is being closed cannot be reloaded, and need not be.
            let _ = window().location().reload();
            false
        }
        Err(_) => true,
    }
}
