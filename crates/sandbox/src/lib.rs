//! Simulated billing tools: they answer as the real ones are documented and were measured to answer,
//! refuse what those refuse, show each document on a page, and misbehave when told to.
//!
//! The sandbox shares no type with the rest of the workspace. A mistake in the adapter for a tool can therefore
//! not be repeated here by accident, and its traps can be tried with plain HTTP requests.
//!
//! One port serves every tool under a prefix of its own (`/sevdesk`, `/lexware`, `/hq`), a front page at `/`,
//! and the control end points under `/sandbox`.
//!
//! # Control end points
//!
//! | request | what it does |
//! |---|---|
//! | `GET /sandbox/state` | all documents of all tools as JSON, decimals as texts, and how often each operation was asked for |
//! | `GET /sandbox/faults` | the faults that are waiting, and the names of all faults and operations |
//! | `POST /sandbox/faults` | orders a fault: `{"tool", "operation", "fault", "count", "after", "delay_ms"}`, with `status` and `retry_after`, `at`, `location` or `line` where the fault has such a thing |
//! | `DELETE /sandbox/faults` | takes back what is waiting |
//! | `POST /sandbox/seed` | adds customers and drafts: `{"contacts": 1200}`, `{"drafts": [{"contact": "ACME GmbH", "generated_lines": 250}]}` |
//! | `POST /sandbox/seed/hq` | the same for HQ: `{"companies": 1200, "drafts": [{"company": "ACME GmbH", "dialect": "v2", "lines": 3}]}` |
//! | `POST /sandbox/reset` | goes back to the sample data, and forgets faults and counters |
//!
//! Whoever reaches the port may use all of this: it is meant for loopback.
//!
//! # In a test
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
mod hq;
mod html;
mod journal;
mod json;
mod lexware;
mod options;
mod out;
mod overview;
mod routes;
mod sandbox;
mod serve;
mod sevdesk;
mod state;
mod tool;

pub use clock::Clock;
pub use hq::{
    AnswerToCreate, CountHeader, Filters, FinanceModule, FirstStatus, HqOptions, NewDocument,
    TaxScale, UnitIds,
};
pub use journal::JournalError;
pub use lexware::{LexwareOptions, Redirects, TaxType};
pub use options::Options;
pub use sandbox::Sandbox;
pub use serve::{Running, SpawnError, serve, spawn_local, spawn_local_with};
pub use sevdesk::{Bookkeeping, NameFilter, SevdeskOptions, UnlistedPositions};
