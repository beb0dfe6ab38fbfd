//! Simulated billing tools: they answer as the real ones are documented and were measured to answer,
//! refuse what those refuse, show each document on a page, and misbehave when told to.
//!
//! The sandbox shares no type with the rest of the workspace. A mistake in the adapter for a tool can therefore
//! not be repeated here by accident, and its traps can be tried with plain HTTP requests.
//!
//! One port serves every tool under a prefix of its own (today `/sevdesk`), a front page at `/`,
//! and the control end points under `/sandbox`.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let (base, running) = sandbox::spawn_local().await?;
//! println!("sevDesk API at {base}/sevdesk/api/v1");
//! running.stop().await;
//! # Ok(())
//! # }
//! ```

mod berlin;
mod clock;
mod connection;
mod control;
mod faults;
mod front;
mod html;
mod journal;
mod json;
mod options;
mod out;
mod sandbox;
mod serve;
mod sevdesk;
mod state;
mod tool;

pub use clock::Clock;
pub use journal::JournalError;
pub use options::Options;
pub use sandbox::Sandbox;
pub use serve::{Running, SpawnError, serve, spawn_local, spawn_local_with};
pub use sevdesk::{Bookkeeping, NameFilter, SevdeskOptions, UnlistedPositions};
