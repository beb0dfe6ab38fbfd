//! Pieces of pages: data in, markup out.

mod field;
mod frame;
mod icons;
mod notice;
mod page;

pub use field::{Choice, HiddenField, SelectField, TextArea, TextField};
pub use frame::Frame;
pub use icons::Icon;
pub use notice::Notice;
pub use page::{Title, page};
