//! A page that follows its invoice without being reloaded by hand.

use domain::invoice::InvoiceState;
use leptos::prelude::*;

use super::load::Shown;
use crate::islands::{HandOver, Live, Watched};
use crate::shell::IslandScript;

/// How often the server is asked while Billhour is at work, in milliseconds.
const SOON: u32 = 2_000;
/// The same once the draft is there, when colleagues and the tool decide what happens next.
const NOW_AND_THEN: u32 = 10_000;

/// Shows the page anew as soon as something happens to the invoice.
pub fn follow(shown: &Shown) -> impl IntoView + use<> {
    let pause = match shown.invoice.state {
        InvoiceState::Done => NOW_AND_THEN,
        _ => SOON,
    };
    let watched = Watched {
        invoice: shown.invoice.id.to_string(),
        seen: shown.events.last().map_or(0, |event| event.seq),
        pause,
    };
    view! {
        <HandOver value=watched />
        <Live />
        <IslandScript />
    }
}
