//! What the sample tenant has beside companies and documents, and what no client changes. Everybody here is invented.

use super::model::{Dialect, Status};

/// A user of the tenant.
pub(super) struct User {
    pub(super) id: u64,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) email: &'static str,
}

/// All users; the first owns the tokens.
pub(super) const USERS: [User; 2] = [
    User {
        id: 172_737,
        first_name: "Jana",
        last_name: "Albrecht",
        email: "jana@studio-nordlicht.example",
    },
    User {
        id: 172_738,
        first_name: "Tobias",
        last_name: "Keller",
        email: "tobias@studio-nordlicht.example",
    },
];

/// The company that invoices, where nothing says which.
pub(super) const OWN_COMPANY: (u64, &str) = (4066, "Studio Nordlicht GmbH");

/// All companies of one's own. The second has nothing but a template of its own in either API.
pub(super) const OWN_COMPANIES: [(u64, &str); 2] = [OWN_COMPANY, (4071, "Nordlicht Events GmbH")];

/// The one subsystem, that of everybody.
pub(super) const SUBSYSTEM: (u64, &str) = (1, "Master");

/// A template of documents.
pub(super) struct Template {
    pub(super) id: u64,
    pub(super) dialect: Dialect,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) language: &'static str,
    pub(super) is_standard: bool,
    /// The company of one's own that it is for.
    pub(super) own_company: u64,
}

/// All templates.
pub(super) const TEMPLATES: [Template; 8] = [
    template(310, Dialect::V1, "Angebot", "Quotation", "DE", true),
    template(311, Dialect::V1, "Rechnung", "Invoice", "DE", true),
    template(312, Dialect::V1, "Invoice", "Invoice", "EN", false),
    template(76_566, Dialect::V2, "Angebot", "Quotation", "DE", true),
    template(76_567, Dialect::V2, "Invoice", "Invoice", "EN", false),
    template(76_568, Dialect::V2, "Rechnung", "Invoice", "DE", true),
    events(template(
        320,
        Dialect::V1,
        "Rechnung Events",
        "Invoice",
        "DE",
        false,
    )),
    events(template(
        76_580,
        Dialect::V2,
        "Rechnung Events",
        "Invoice",
        "DE",
        false,
    )),
];

/// The same for the second company.
const fn events(template: Template) -> Template {
    Template {
        own_company: OWN_COMPANIES[1].0,
        ..template
    }
}

const fn template(
    id: u64,
    dialect: Dialect,
    name: &'static str,
    kind: &'static str,
    language: &'static str,
    is_standard: bool,
) -> Template {
    Template {
        id,
        dialect,
        name,
        kind,
        language,
        is_standard,
        own_company: OWN_COMPANY.0,
    }
}

/// The company of one's own that a document is of: that of its template.
pub(super) fn own_company_of(template: Option<u64>) -> u64 {
    let template = TEMPLATES.iter().find(|of| Some(of.id) == template);
    template.map_or(OWN_COMPANY.0, |template| template.own_company)
}

/// Whether an API has a template for a type of document.
pub(super) fn has_template(id: u64, dialect: Dialect, kind: &str) -> bool {
    TEMPLATES
        .iter()
        .any(|template| template.id == id && template.dialect == dialect && template.kind == kind)
}

/// A condition of payment or delivery: id, name, type, days.
pub(super) const CONDITIONS: [(u64, &str, &str, u64); 3] = [
    (21, "14 Tage netto", "PaymentConditions", 14),
    (22, "30 Tage netto", "PaymentConditions", 30),
    (23, "Frei Haus", "DeliveryConditions", 0),
];

/// A v2 status: id, type of document, name, type of status. The names are the tenant's own.
pub(super) const STATUSES: [(u64, &str, &str, Status); 6] = [
    (9001, "Quotation", "Entwurf", Status::Draft),
    (9011, "Invoice", "In Arbeit", Status::Draft),
    (9012, "Invoice", "Bitte prüfen", Status::Review),
    (9013, "Invoice", "Versendet", Status::Sent),
    (9014, "Invoice", "Bezahlt", Status::Paid),
    (9015, "Invoice", "Storniert", Status::Canceled),
];

/// The units of v2, which no API lists.
pub(super) const UNITS: [(u64, &str); 4] = [
    (4020, "Std."),
    (4021, "Tage"),
    (4022, "pauschal"),
    (4023, "Stk."),
];

/// A unit's name.
pub(super) fn unit_name(id: u64) -> &'static str {
    UNITS
        .iter()
        .find(|(unit, _)| *unit == id)
        .map_or("?", |(_, name)| name)
}
