//! Names for what a request asks for, by which faults are ordered, requests are counted, and scopes are demanded.

use axum::http::Method;

use crate::routes::{self, Route};

/// The operation that stores a document.
pub(crate) const SAVING_OPERATION: &str = "create_invoice";

/// What a client of Lexware Office asks for, at the gateway and at the authorisation server.
const ROUTES: &[Route] = &[
    (Method::POST, "invoices", SAVING_OPERATION),
    (Method::GET, "invoices/*", "get_invoice"),
    (Method::PUT, "invoices/*", "put_invoice"),
    (Method::GET, "voucherlist", "voucherlist"),
    (Method::GET, "contacts", "list_contacts"),
    (Method::GET, "contacts/*", "get_contact"),
    (Method::GET, "profile", "profile"),
    (Method::GET, "payment-conditions", "payment_conditions"),
    (Method::POST, "token", "token"),
    (Method::POST, "revoke", "revoke"),
];

/// All names.
pub(crate) const OPERATIONS: &[&str] = &NAMES;

const NAMES: [&str; ROUTES.len() + 1] = routes::names(ROUTES);

/// The scope that an operation needs. Payment conditions need none, nor does what doesn't exist.
const SCOPES: &[(&str, &str)] = &[
    (SAVING_OPERATION, "invoices.write"),
    ("get_invoice", "invoices.read"),
    ("voucherlist", "voucherlist.read"),
    ("list_contacts", "contacts.read"),
    ("get_contact", "contacts.read"),
    ("profile", "profile.read"),
];

/// Every scope that the registered client may ask for.
pub(crate) const ALL_SCOPES: &str =
    "profile.read contacts.read contacts.write invoices.read invoices.write voucherlist.read";

/// The name of what a request asks for.
pub(crate) fn operation(method: &Method, path: &str) -> &'static str {
    routes::name(ROUTES, method, path)
}

/// The scope that an operation needs, if it needs one.
pub(super) fn scope_of(operation: &str) -> Option<&'static str> {
    let found = SCOPES.iter().find(|(name, _)| *name == operation);
    found.map(|(_, scope)| *scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_belongs_to_an_operation_and_can_be_had() {
        for (name, scope) in SCOPES {
            assert!(OPERATIONS.contains(name), "{name}");
            assert!(
                ALL_SCOPES.split(' ').any(|listed| listed == *scope),
                "{scope}"
            );
        }
    }

    #[test]
    fn a_request_has_one_name() {
        assert_eq!(operation(&Method::POST, "/invoices"), "create_invoice");
        assert_eq!(operation(&Method::PUT, "/invoices/7"), "put_invoice");
        assert_eq!(operation(&Method::POST, "/token"), "token");
        assert_eq!(operation(&Method::DELETE, "/invoices/7"), "other");
    }
}
