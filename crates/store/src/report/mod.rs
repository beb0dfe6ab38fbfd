//! The report: what it is about, and what it shows.

mod filter;

pub use filter::ReportScope;
