//! The pages, a folder per area and a file per route.

pub mod account;
pub mod entries;
pub mod integrations;
pub mod invoices;
mod not_found;
pub mod work;
pub mod people;
pub mod settings;
pub mod wizard;

pub use not_found::NotFound;
