//! What only shows where many press at once, people leave too early, or something beneath Billhour gives way.
//!
//! The program and the simulated sevDesk are processes of their own. Each test tries a few cases; `./dev faults` tries
//! many. A failure names its case, and `REPLAY=17` runs just that one.

mod books;
mod cases;
mod cluster;
mod crowd;
mod disk;
mod editor;
mod full_disk;
mod gone;
mod habit;
mod outage;
mod people;
mod proxy;
mod stopped;
mod studio;
mod twice;
mod wanderer;

pub use books::drafts;
pub use studio::{Day, Studio};
