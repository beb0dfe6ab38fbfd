//! Lexware Office.

pub mod oauth;
