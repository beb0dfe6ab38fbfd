//! The few things that only a browser has. On the server they answer that there is nothing.

use domain::document::Op;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Storage};

use crate::islands::packed::{pack, unpack};

/// What stands in an input or text area now: people type before the browser's part has arrived.
pub fn typed_before(name: &str) -> Option<String> {
    if cfg!(not(feature = "hydrate")) {
        return None;
    }
    let element = document()?.get_elements_by_name(name).get(0)?;
    let input = element
        .dyn_ref::<HtmlInputElement>()
        .map(HtmlInputElement::value);
    input.or_else(|| {
        element
            .dyn_ref::<HtmlTextAreaElement>()
            .map(HtmlTextAreaElement::value)
    })
}

/// Puts the focus on the element with this id, after the page has changed.
pub fn focus_soon(id: String) {
    leptos::prelude::request_animation_frame(move || {
        let element = document().and_then(|document| document.get_element_by_id(&id));
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Nothing to do where an element cannot be focused.
            let _ = element.focus();
        }
    });
}

/// Whether the pointer is in the lower half of what the handler is on.
#[expect(clippy::float_arithmetic, reason = "points on a screen")]
pub fn is_below_middle(event: &DragEvent) -> bool {
    let target = event.current_target();
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        let area = element.get_bounding_client_rect();
        f64::from(event.client_y()) > area.top() + area.height() / 2.0
    })
}

/// Presses the button with this id.
pub fn press(id: &str) {
    let button = document().and_then(|document| document.get_element_by_id(id));
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// How packed edits read; counted up when an edit of an older release would be misread.
const FORMAT: u32 = 1;

/// Edits that were not saved, by invoice and the version that they belong to.
#[derive(Clone)]
pub struct Shelf {
    prefix: String,
}

impl Shelf {
    /// The shelf of an invoice.
    pub fn of(invoice: &str) -> Self {
        Self {
            prefix: format!("billhour:{FORMAT}:{invoice}:"),
        }
    }

    /// Keeps the edits for a version; none clears it.
    pub fn keep(&self, version: i64, edits: &[Op]) {
        let Some(storage) = storage() else { return };
        let key = format!("{}{version}", self.prefix);
        // A full or forbidden storage leaves us with the page alone, which still saves.
        let _ = match pack(&edits) {
            Some(packed) if !edits.is_empty() => storage.set_item(&key, &packed),
            _ => storage.remove_item(&key),
        };
    }

    /// All that is kept for the invoice: the version and its edits.
    pub fn all(&self) -> Vec<(i64, Vec<Op>)> {
        let Some(storage) = storage() else {
            return Vec::new();
        };
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok().flatten());
        keys.filter_map(|key| {
            let version = key.strip_prefix(&self.prefix)?.parse().ok()?;
            let edits = unpack(&storage.get_item(&key).ok()??)?;
            Some((version, edits))
        })
        .collect()
    }

    /// Forgets what is kept for a version.
    pub fn clear(&self, version: i64) {
        self.keep(version, &[]);
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
