//! The position editor of step 5: the whole table with its form.
//!
//! Without JavaScript it is a form whose buttons post. With it, every edit is applied here at once by the same code as on
//! the server (`domain::document`), waits in the session storage, and is saved a moment later.

mod before;
mod browser;
mod fields;
mod left_over;
mod props;
mod row;
mod saving;
mod table;
mod totals;
mod work;

pub(super) use browser::typed_before;
pub use props::{EditorProps, EditorWords, Word, number_word};
pub use saving::SAVE;
pub use table::PositionEditor;
pub use totals::BAR_NET;
pub use work::shown;
