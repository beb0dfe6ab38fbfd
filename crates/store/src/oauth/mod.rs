//! Access by consent: what was asked for and has not come back yet, and clients of ours that are refused.

mod refused;
mod starts;

pub use refused::RefusedClient;
pub use starts::OAuthStart;
