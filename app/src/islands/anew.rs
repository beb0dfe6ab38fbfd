//! A page that is out of date.

/// Loads the page anew by its address: one that answers a posted form would else post it again.
pub fn load_anew() {
    let location = leptos::prelude::window().location();
    if let (Ok(path), Ok(query)) = (location.pathname(), location.search()) {
        // A page that is being closed cannot be loaded, and need not be.
        let _ = location.replace(&format!("{path}{query}"));
    }
}
