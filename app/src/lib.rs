//! The pages of Billhour.
//!
//! Pages are rendered on the server alone; what must be interactive is an island (`islands/`), and only islands and
//! the server functions that they call (`api/`) are compiled for the browser.

#![recursion_limit = "512"] // the types of views nest deeply

pub mod api;
pub mod islands;
mod raw_text;

#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod flows;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod guesses;
#[cfg(feature = "ssr")]
mod held_form;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod password;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod tools;
#[cfg(feature = "ssr")]
pub mod turned_away;
#[cfg(feature = "ssr")]
pub mod viewer;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use routes::{App, form_routes};
#[cfg(feature = "ssr")]
pub use shell::shell;
