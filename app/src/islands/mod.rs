//! What is interactive in the browser.

pub mod customer;
pub mod editor;
mod live;

pub use live::Live;
