//! Forms with typed input: posted to their own page's URL, where a handler saves and answers 303, or shows the same page
//! again (422) with what was typed and the problems beside their fields. Nothing that was typed is lost.

mod echo;
mod posted;
mod reason;
mod refusal;
pub mod typed;

pub use echo::Echo;
pub use posted::{MOST_BYTES, Posted, local_path, to};
pub use reason::reason_problem;
pub use refusal::{Problems, Refusal};
