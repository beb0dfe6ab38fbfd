//! What can be set when a sandbox is opened.

use crate::clock::Clock;
use crate::hq::HqOptions;
use crate::lexware::LexwareOptions;
use crate::sevdesk::SevdeskOptions;

/// How the simulated tools behave where the real ones differ between accounts, or where nobody knows.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The time that documents are stamped with.
    pub clock: Clock,
    /// The simulated sevDesk account.
    pub sevdesk: SevdeskOptions,
    /// The simulated account at Lexware Office.
    pub lexware: LexwareOptions,
    /// The simulated HQ tenant.
    pub hq: HqOptions,
}
