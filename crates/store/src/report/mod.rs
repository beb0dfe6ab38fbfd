//! The report: what it is about, and what it shows.

mod filter;

pub(crate) use filter::Binds;
pub use filter::ReportScope;
