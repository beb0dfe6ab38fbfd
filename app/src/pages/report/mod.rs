//! The time report.

mod chart;
mod chips;
mod choices;
mod empty;
mod entry_row;
mod filter_chip;
mod notices;
mod page;
mod pager;
mod period;
mod period_chip;
mod share;
mod table;
mod tiles;
mod words;

pub use page::ReportPage;
