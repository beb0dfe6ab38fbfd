//! What Billhour's words mean: plain types and rules, no I/O.
//!
//! Everything here compiles to WebAssembly, because the position editor in the browser and the server
//! apply the same rules. What needs a database, a network or a page belongs to another crate.

pub mod capabilities;
pub mod clock;
pub mod document;
pub mod entry;
pub mod format;
pub mod ids;
pub mod invoice;
pub mod level;
pub mod locale;
pub mod marker;
pub mod money;
pub mod payload;
pub mod period;
pub mod position;
pub mod quantity;
pub mod random;
pub mod report;
pub mod role;
pub mod round;
pub mod status;
pub mod tax;
pub mod text;
pub mod totals;
pub mod typed;
pub mod unit;
pub mod zone;

pub use clock::Clock;
pub use ids::*;
pub use locale::Locale;
pub use rust_decimal::Decimal;
