//! A page that follows its invoice without being reloaded by hand.

use leptos::prelude::*;

use super::load::Shown;
use crate::islands::{HandOver, Live, Watched};
use crate::shell::IslandScript;

/// Shows the page anew as soon as the invoice moves.
pub fn follow(shown: &Shown) -> impl IntoView + use<> {
    let watched = Watched {
        invoice: shown.invoice.id.to_string(),
        seen: shown.run.fence,
    };
    view! {
        <HandOver value=watched />
        <Live />
        <IslandScript />
    }
}
