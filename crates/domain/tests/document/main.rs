//! The edits of a document: what each does, what it refuses, and what no sequence of them can break.

mod edits;
mod numbers;
mod problems;
mod random;
mod sample;
