//! What a connection is called: by its company, since a tool may be connected for several.

use store::Connection;
use texts::{Locale, say};

/// The company's name, or the tool's number for it where nobody has said the name.
pub fn company_name(l: Locale, connection: &Connection) -> String {
    match connection.company() {
        Some(name) => name.to_owned(),
        None => say!(
            l,
            integrations.nameless,
            number = connection.organisation_id.clone()
        ),
    }
}
