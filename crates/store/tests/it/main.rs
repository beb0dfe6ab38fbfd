//! Every method of the store, on both databases. One binary, because linking takes longer than running.

mod schema;
