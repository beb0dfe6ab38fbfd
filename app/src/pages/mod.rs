//! The pages, a folder per area and a file per route.

pub mod account;
mod not_found;

pub use not_found::NotFound;
