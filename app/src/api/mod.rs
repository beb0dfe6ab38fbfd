//! Server functions: what islands ask of the server. Everyone authorises first.

mod customers;
mod error;
mod news;
mod positions;
mod template;

pub use customers::{Suggestion, suggest_customers};
pub use error::ApiError;
pub use news::invoice_news;
pub use positions::{SaveAnswer, save_positions};
pub use template::{Preview, preview_template};
