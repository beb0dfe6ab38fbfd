//! The pages, a folder per area and a file per route.

pub mod account;
pub mod entries;
pub mod import;
pub mod integrations;
pub mod invoices;
mod not_found;
pub mod people;
pub mod report;
pub mod sending;
pub mod settings;
pub mod wizard;
pub mod work;

pub use not_found::NotFound;
