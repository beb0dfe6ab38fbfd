//! What is interactive in the browser.

mod anew;
mod customer;
pub mod editor;
mod handed;
mod live;
mod packed;
mod soon;
mod template;

pub use customer::{CustomerField, CustomerProps};
pub use handed::HandOver;
pub use live::{Live, Watched};
pub use template::{TemplateField, TemplateProps};
