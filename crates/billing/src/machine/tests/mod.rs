//! Tests of the machine alone.

mod looks;
mod samples;
mod sequences;
mod table;
mod world;
