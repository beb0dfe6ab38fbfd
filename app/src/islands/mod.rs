//! What is interactive in the browser.

mod customer;
pub mod editor;
mod live;

pub use customer::{CustomerField, CustomerProps};
pub use live::Live;
