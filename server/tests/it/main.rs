//! The whole application over HTTP. One binary, because linking takes longer than running.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod assets;
mod browser;
mod clock;
mod consent;
mod cross_site;
mod customer;
mod demo;
mod entries;
mod faults;
mod guards;
mod headers;
mod hq_settings;
mod import;
mod import_command;
mod integrations;
mod killed;
mod people;
mod process;
mod program;
mod renewals;
mod roles;
mod routes;
mod sessions;
mod set_up;
mod sign_in;
mod starting;
mod test_app;
mod turned_away;
mod uploads;
mod walk;
mod wizard;
mod work;
