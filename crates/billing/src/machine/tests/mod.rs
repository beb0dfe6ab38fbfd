//! Tests of the machine alone.

mod looks;
pub(crate) mod samples;
mod sequences;
mod table;
mod world;
