//! What the browser loads: brings the islands to life.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is there.
#[wasm_bindgen]
pub fn hydrate() {
    // Keeps the islands' code in the module: nothing else of `app` is named here.
    use app as _;
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
