//! What every request passes through, one layer per file.

mod client;
mod cross_site;
mod headers;
mod request;
mod session;
mod sign_in;
mod uploads;

pub use client::{ClientAddress, find_client};
pub use cross_site::refuse_cross_site;
pub use headers::harden;
pub use request::accompany;
pub use session::session_layer;
pub use sign_in::{SignInGuard, guard_sign_in};
pub use uploads::{limit_size, limit_time};
