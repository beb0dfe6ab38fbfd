//! Names for what a request asks for, by which faults are ordered and requests are counted.

use axum::http::Method;

use crate::routes::{self, Route};

/// The operation that stores a document.
pub(crate) const SAVING_OPERATION: &str = "save_invoice";

/// What a client of sevDesk asks for.
const ROUTES: &[Route] = &[
    (
        Method::POST,
        "Invoice/Factory/saveInvoice",
        SAVING_OPERATION,
    ),
    (Method::GET, "Invoice", "list_invoices"),
    (Method::GET, "Invoice/*", "get_invoice"),
    (Method::DELETE, "Invoice/*", "delete_invoice"),
    (Method::GET, "Invoice/*/getPositions", "get_positions"),
    (Method::GET, "Invoice/*/getPdf", "get_pdf"),
    (Method::PUT, "Invoice/*/sendBy", "send_by"),
    (Method::POST, "Invoice/*/cancelInvoice", "cancel_invoice"),
    (Method::PUT, "Invoice/*/enshrine", "enshrine"),
    (Method::PUT, "Invoice/*/resetToDraft", "reset_to_draft"),
    (Method::GET, "InvoicePos", "list_positions"),
    (Method::GET, "SevSequence/Factory/getByType", "next_number"),
    (
        Method::GET,
        "Contact/Factory/getNextCustomerNumber",
        "next_customer_number",
    ),
    (
        Method::GET,
        "Contact/Mapper/checkCustomerNumberAvailability",
        "check_customer_number",
    ),
    (Method::GET, "Contact", "list_contacts"),
    (Method::POST, "Contact", "create_contact"),
    (Method::GET, "Contact/*", "get_contact"),
    (Method::GET, "ContactAddress", "list_addresses"),
    (Method::POST, "ContactAddress", "create_address"),
    (Method::GET, "Category", "categories"),
    (Method::GET, "SevUser", "sev_user"),
    (
        Method::GET,
        "Tools/bookkeepingSystemVersion",
        "bookkeeping_version",
    ),
    (Method::GET, "Unity", "unity"),
    (Method::GET, "TaxRule", "tax_rules"),
    (
        Method::GET,
        "ReceiptGuidance/forRevenue",
        "receipt_guidance",
    ),
];

/// All names.
pub(crate) const OPERATIONS: &[&str] = &NAMES;

const NAMES: [&str; ROUTES.len() + 1] = routes::names(ROUTES);

/// The name of what a request asks for.
pub(crate) fn operation(method: &Method, path: &str) -> &'static str {
    routes::name(ROUTES, method, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_one_name() {
        assert_eq!(
            operation(&Method::POST, "/Invoice/Factory/saveInvoice"),
            "save_invoice"
        );
        assert_eq!(operation(&Method::GET, "/Invoice/135582100"), "get_invoice");
        assert_eq!(
            operation(&Method::DELETE, "/Invoice/135582100"),
            "delete_invoice"
        );
        assert_eq!(
            operation(&Method::GET, "/Invoice/135582100/getPositions"),
            "get_positions"
        );
        assert_eq!(
            operation(&Method::GET, "/Contact/Factory/getNextCustomerNumber"),
            "next_customer_number"
        );
        assert_eq!(operation(&Method::PUT, "/Invoice/7/changeStatus"), "other");
    }
}
