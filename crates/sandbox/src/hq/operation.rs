//! Names for what a request asks for, by which faults are ordered and requests are counted. They are the same for both
//! APIs, where both can do a thing.

use axum::http::Method;

use crate::faults::Corrupted;
use crate::routes::{self, Route};

/// The operation that makes a document.
const CREATE_DOCUMENT: &str = "create_document";

/// The operation that adds a line to it.
const ADD_POSITION: &str = "add_position";

/// What clients ask for; a key in parentheses counts as a segment of its own.
const ROUTES: &[Route] = &[
    (Method::GET, "v1/Me", "who_am_i"),
    (Method::GET, "v1/Users", "list_users"),
    (Method::GET, "v1/Subsystem", "list_subsystems"),
    (Method::GET, "v1/InternalCompanies", "list_own_companies"),
    (Method::GET, "v1/Companies", "list_companies"),
    (Method::GET, "v1/Companies/*", "get_company"),
    (Method::GET, "v1/Projects", "list_projects"),
    (Method::GET, "v1/DocumentTemplates", "list_templates"),
    (Method::GET, "v1/DocumentConditions", "list_conditions"),
    (Method::GET, "v1/Invoices", "list_documents"),
    (Method::POST, "v1/Invoices", CREATE_DOCUMENT),
    (Method::GET, "v1/Invoices/*", "get_document"),
    (Method::DELETE, "v1/Invoices/*", "delete_document"),
    (Method::POST, "v1/Invoices/*/do.SetStatus", "change_status"),
    (Method::GET, "v1/Invoices/*/Positions", "get_positions"),
    (Method::POST, "v1/Invoices/*/Positions", ADD_POSITION),
    (Method::GET, "v1/Invoices/*/Positions/*", "get_position"),
    (
        Method::DELETE,
        "v1/Invoices/*/Positions/*",
        "delete_position",
    ),
    (Method::GET, "v2/Users", "list_users"),
    (Method::GET, "v2/Subsystems", "list_subsystems"),
    (Method::GET, "v2/OwnCompanies", "list_own_companies"),
    (Method::GET, "v2/Companies", "list_companies"),
    (Method::GET, "v2/Companies/*", "get_company"),
    (Method::GET, "v2/Projects", "list_projects"),
    (Method::GET, "v2/DocumentTemplates", "list_templates"),
    (Method::GET, "v2/DocumentStatus", "document_status"),
    (Method::GET, "v2/Documents", "list_documents"),
    (Method::POST, "v2/Documents", CREATE_DOCUMENT),
    (Method::GET, "v2/Documents/*", "get_document"),
    (Method::DELETE, "v2/Documents/*", "delete_document"),
    (Method::POST, "v2/Documents/*/ChangeStatus", "change_status"),
    (
        Method::GET,
        "v2/Documents/*/DocumentElements",
        "get_elements",
    ),
    (Method::POST, "v2/Documents/*/Table", "add_table"),
    (Method::POST, "v2/Documents/*/Text", "add_text"),
    (
        Method::GET,
        "v2/Documents/*/DocumentPositions",
        "get_positions",
    ),
    (
        Method::POST,
        "v2/DocumentPositions/FreeTextPosition",
        ADD_POSITION,
    ),
    (Method::GET, "v2/DocumentPositions/*", "get_position"),
    (Method::DELETE, "v2/DocumentPositions/*", "delete_position"),
];

/// All names.
pub(crate) const OPERATIONS: &[&str] = &[
    CREATE_DOCUMENT,
    ADD_POSITION,
    "get_document",
    "get_positions",
    "get_position",
    "get_elements",
    "list_documents",
    "delete_document",
    "delete_position",
    "change_status",
    "document_status",
    "add_table",
    "add_text",
    "who_am_i",
    "list_users",
    "list_subsystems",
    "list_own_companies",
    "list_companies",
    "get_company",
    "list_projects",
    "list_templates",
    "list_conditions",
    routes::OTHER,
];

/// The name of what a request asks for.
pub(crate) fn operation(method: &Method, path: &str) -> &'static str {
    let path = path.trim_start_matches("/hq/");
    routes::name(ROUTES, method, &path.replace('(', "/").replace(')', ""))
}

/// The operation that stores a thing.
pub(crate) fn storing(what: Corrupted) -> &'static str {
    match what {
        Corrupted::Contact | Corrupted::Status | Corrupted::Reference => CREATE_DOCUMENT,
        Corrupted::Text
        | Corrupted::Quantity
        | Corrupted::Price
        | Corrupted::TaxRate
        | Corrupted::Net
        | Corrupted::DroppedLine
        | Corrupted::ExtraLine => ADD_POSITION,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_route_has_a_name_that_can_be_ordered() {
        let routed = ROUTES.iter().map(|(_, _, name)| *name);
        let routed: BTreeSet<&str> = routed.chain([routes::OTHER]).collect();
        let listed: BTreeSet<&str> = OPERATIONS.iter().copied().collect();
        assert_eq!(routed, listed);
        assert_eq!(listed.len(), OPERATIONS.len());
    }

    #[test]
    fn both_apis_have_the_same_names() {
        let get = |path| operation(&Method::GET, path);
        let post = |path| operation(&Method::POST, path);
        assert_eq!(get("/hq/v1/Invoices(158001)"), "get_document");
        assert_eq!(get("/hq/v2/Documents/158001"), "get_document");
        assert_eq!(post("/hq/v1/Invoices(158001)/Positions"), "add_position");
        assert_eq!(
            post("/hq/v2/DocumentPositions/FreeTextPosition"),
            "add_position"
        );
        assert_eq!(get("/hq/v2/Invoices"), "other");
    }
}
