//! What takes more than one call of the store: used by pages, and by commands.

pub mod import;
