//! Imports of time entries.

mod file;
mod finishing;
mod names;
mod runs;
