//! Whole files through the public API. All people and firms are invented.

#![expect(clippy::unwrap_used, reason = "a helper that fails, fails its test")]

mod bad_files;
mod bad_rows;
mod clockify;
mod dates;
mod large;
mod round_trip;
mod second_import;
mod support;
mod toggl;
