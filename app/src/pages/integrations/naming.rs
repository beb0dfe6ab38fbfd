//! What a connection is called: by its company, since a tool may be connected for several.

use domain::capabilities::BillingTool;
use providers::hq;
use store::Connection;
use texts::{Locale, say};

/// The company's name, or the tool's number for it where nobody has said the name.
pub fn company_name(l: Locale, connection: &Connection) -> String {
    match connection.company() {
        Some(name) => name.to_owned(),
        None => say!(
            l,
            integrations.nameless,
            number = company_number(connection).to_owned()
        ),
    }
}

/// The tool's number for the company, as the tool shows it.
pub fn company_number(connection: &Connection) -> &str {
    match connection.tool {
        BillingTool::Hq => hq::company_of(&connection.organisation_id),
        BillingTool::Sevdesk | BillingTool::Lexware => &connection.organisation_id,
    }
}
