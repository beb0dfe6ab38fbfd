//! Shows a page anew when there is news of its invoice.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::anew::load_anew;
use super::handed::{Handed, handed};
use crate::api::{ApiError, invoice_news};

/// The invoice whose page this is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Watched {
    /// Its id.
    pub invoice: String,
    /// The last event of its log that was there before the page was made.
    pub seen: i32,
    /// How long to wait before the server is asked again, in milliseconds.
    pub pause: u32,
}

impl Handed for Watched {
    const ID: &'static str = "watched";
}

/// Asks for the last event of the invoice; once that is no longer the one that was seen, the page is loaded again, unless
/// somebody is writing on it.
/// Takes [`Watched`] from its page.
#[island]
pub fn Live() -> impl IntoView {
    let Watched {
        invoice,
        seen,
        pause,
    } = handed();
    Effect::new(move |_| {
        let invoice = invoice.clone();
        leptos::task::spawn_local(async move {
            while still(&invoice, seen).await {
                gloo_timers::future::TimeoutFuture::new(pause).await;
            }
        });
    });
}

/// Whether somebody has typed what would be lost with the page.
fn is_typed_into() -> bool {
    let fields = document().query_selector_all("main textarea, main input");
    let Ok(fields) = fields else { return false };
    (0..fields.length())
        .filter_map(|at| fields.item(at))
        .any(|field| {
            if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                let usual = area.default_value();
                return usual.is_ok_and(|usual| usual != area.value());
            }
            let input = field.dyn_ref::<HtmlInputElement>();
            input.is_some_and(|input| input.value() != input.default_value())
        })
}

/// Whether there is reason to ask again: neither news, nor the end of the session.
async fn still(invoice: &str, seen: i32) -> bool {
    match invoice_news(invoice.to_owned()).await {
        Ok(last) if last == seen || is_typed_into() => true,
        Ok(_) | Err(ApiError::SignIn | ApiError::NotFound) => {
            load_anew();
            false
        }
        Err(_) => true,
    }
}
