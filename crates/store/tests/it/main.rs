//! Every method of the store, on both databases. One binary, because linking takes longer than running.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod connections;
mod entries;
mod full_disk;
mod imports;
mod links;
mod lost_sends;
mod making;
mod oauth;
mod paces;
mod past_entries;
mod prices;
mod report;
mod schema;
mod sessions;
mod side_by_side;
mod users;
mod wizard;
mod work;
