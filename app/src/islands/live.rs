//! Shows a page anew when its invoice has moved.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::handed::{Handed, handed};
use crate::api::{ApiError, invoice_fence};

/// How often the server is asked, in milliseconds.
const PAUSE: u32 = 2_000;

/// The invoice whose page this is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Watched {
    /// Its id.
    pub invoice: String,
    /// How often it had moved when the page was made.
    pub seen: i64,
}

impl Handed for Watched {
    const ID: &'static str = "watched";
}

/// Asks how often the invoice has moved; once that is no longer what was seen, the page is loaded again.
/// Takes [`Watched`] from its page.
#[island]
pub fn Live() -> impl IntoView {
    let Watched { invoice, seen } = handed();
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
