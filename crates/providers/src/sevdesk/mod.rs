//! sevDesk.
