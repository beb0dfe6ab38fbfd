//! What each billing tool can do, before there is a connection to ask.

use domain::capabilities::{BillingTool, Capabilities};

use crate::sevdesk;

/// What a billing tool can do; `None` for a tool whose adapter is not built yet.
pub const fn capabilities_of(tool: BillingTool) -> Option<Capabilities> {
    match tool {
        BillingTool::Sevdesk => Some(sevdesk::CAPABILITIES),
        BillingTool::Lexware | BillingTool::Hq => None,
    }
}
