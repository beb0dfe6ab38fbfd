//! What is interactive in the browser.
