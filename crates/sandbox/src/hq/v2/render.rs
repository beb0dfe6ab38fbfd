//! Our documents in v2's words: names in camel case, dates without an offset.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::hq::masters::{self, Template, User};
use crate::hq::model::{Company, Document, Element, Position, Project, Status, Unit};
use crate::hq::options::TaxScale;
use crate::hq::text;
use crate::out::Out;

/// The id of the status of a document.
fn status_id(document: &Document) -> Option<u64> {
    masters::STATUSES
        .iter()
        .find(|(_, kind, _, status)| *kind == document.kind && *status == document.status)
        .map(|(id, ..)| *id)
}

fn status_type(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Review => "Feedback",
        Status::Sent => "Sent",
        Status::Paid => "Paid",
        Status::Canceled => "Canceled",
    }
}

pub(super) fn status((number, kind, name, status): &(u64, &str, &str, Status)) -> Out {
    Out::object([
        ("id", Out::number(*number)),
        ("name", Out::text(name)),
        ("documentType", Out::text(kind)),
        ("financeOwnCompanyId", Out::number(masters::OWN_COMPANY.0)),
        ("documentStatusType", Out::text(status_type(*status))),
        ("order", Out::number(*number - 9000)),
    ])
}

/// A document; its status comes in full only when it is asked for, and positions never do.
pub(super) fn document(document: &Document, with_status: bool) -> Out {
    let status_id = status_id(document);
    let entity = masters::STATUSES
        .iter()
        .find(|(id, ..)| with_status && Some(*id) == status_id);
    Out::object([
        ("id", Out::number(document.id)),
        ("createdOn", instant(document.created)),
        ("updatedOn", instant(document.updated)),
        ("documentType", Out::text(&document.kind)),
        ("documentStatusEntityId", id(status_id)),
        ("documentStatusEntity", entity.map_or(Out::Null, status)),
        ("number", Out::maybe(document.number.as_ref())),
        ("companyId", Out::number(document.company)),
        ("projectId", id(document.project)),
        ("internalContactPersonId", id(document.contact_person)),
        ("documentTemplateEntityId", id(document.template)),
        ("paymentConditionId", id(document.condition)),
        (
            "financesOwnCompanyId",
            Out::number(masters::own_company_of(document.template)),
        ),
        ("date", date(Some(document.date))),
        ("validUntilDate", date(document.due)),
        ("performancePeriodStartDate", date(document.service_from)),
        ("performancePeriodEndDate", date(document.service_to)),
        ("currency", Out::text(&document.currency)),
        ("note", Out::maybe(document.note.as_ref())),
        ("taxOption", Out::maybe(document.tax_option.as_ref())),
        ("serviceType", Out::maybe(document.service_option.as_ref())),
        ("discountNet", Out::number(0)),
        ("discountPercent", Out::number(0)),
        ("marginNet", Out::number(0)),
        ("marginPercent", Out::number(0)),
        ("netValue", Out::number(document.sums.net)),
        ("taxValue", Out::number(document.sums.tax)),
        ("grossValue", Out::number(document.sums.gross)),
        ("positions", Out::Null),
    ])
}

pub(super) fn element(element: &Element) -> Out {
    let plain = element.text.as_deref().map(text::plain);
    Out::object([
        ("id", Out::text(&element.id)),
        ("type", Out::text(&element.kind)),
        ("text", Out::maybe(element.text.as_ref())),
        ("plainText", Out::maybe(plain)),
        ("index", Out::number(element.index)),
    ])
}

pub(super) fn position(position: &Position, document: u64, scale: TaxScale) -> Out {
    let unit = match position.unit {
        Unit::Id(unit) => Out::number(unit),
        Unit::None | Unit::Text(_) => Out::Null,
    };
    let tax = match scale {
        TaxScale::Percent => position.tax,
        TaxScale::Fraction => position.tax / rust_decimal::Decimal::ONE_HUNDRED,
    };
    Out::object([
        ("id", Out::number(position.id)),
        ("createdOn", instant(position.created)),
        ("updatedOn", instant(position.updated)),
        ("documentEntityId", Out::number(document)),
        ("documentTableId", Out::maybe(position.table.as_ref())),
        ("documentPositionEntityType", Out::text(&position.kind)),
        ("interval", Out::text(&position.interval)),
        ("text", Out::text(&position.text)),
        ("plainText", Out::text(text::plain(&position.text))),
        ("amount1", Out::number(position.amount)),
        ("unitId1", unit),
        ("amount2", Out::Null),
        ("unitId2", Out::Null),
        ("price", Out::number(position.price)),
        ("cost", Out::number(0)),
        ("tax", Out::number(tax)),
        ("discountNet", Out::number(0)),
        ("discountPercent", Out::number(position.discount)),
        ("marginNet", Out::number(0)),
        ("marginPercent", Out::number(0)),
        ("projectId", id(position.project)),
        ("totalNetValue", Out::number(position.sums.net)),
        ("totalTaxValue", Out::number(position.sums.tax)),
        ("totalGrossValue", Out::number(position.sums.gross)),
        ("order", Out::number(position.order)),
    ])
}

pub(super) fn company(company: &Company) -> Out {
    let address = company.address.as_ref().map_or(Out::Null, |address| {
        Out::object([
            ("street", Out::text(&address.street)),
            ("zipCode", Out::text(&address.zip)),
            ("city", Out::text(&address.city)),
            ("country", Out::text(&address.country)),
        ])
    });
    Out::object([
        ("id", Out::number(company.id)),
        ("createdOn", instant(company.created)),
        ("updatedOn", instant(company.created)),
        ("name", Out::text(&company.name)),
        ("debitorNumber", id(company.number)),
        ("vatId", Out::Null),
        ("defaultAddress", address),
    ])
}

pub(super) fn project(project: &Project) -> Out {
    Out::object([
        ("id", Out::number(project.id)),
        ("createdOn", instant(project.created)),
        ("number", Out::text(&project.number)),
        ("name", Out::text(&project.name)),
        ("companyId", Out::number(project.company)),
        ("aworkSyncId", Out::Null),
    ])
}

pub(super) fn template(template: &Template) -> Out {
    Out::object([
        ("id", Out::number(template.id)),
        ("name", Out::text(template.name)),
        ("language", Out::text(template.language)),
        ("documentType", Out::text(template.kind)),
        ("financeOwnCompanyId", Out::number(template.own_company)),
        ("isStandard", Out::Bool(template.is_standard)),
    ])
}

pub(super) fn user(user: &User) -> Out {
    Out::object([
        ("id", Out::number(user.id)),
        ("firstName", Out::text(user.first_name)),
        ("lastName", Out::text(user.last_name)),
        ("eMailWork", Out::text(user.email)),
    ])
}

pub(super) fn own_company((number, name): &(u64, &str), made: &str) -> Out {
    Out::object([
        ("id", Out::number(*number)),
        ("name", Out::text(name)),
        ("createdOn", Out::text(made)),
    ])
}

pub(super) fn subsystem() -> Out {
    let (number, name) = masters::SUBSYSTEM;
    Out::object([
        ("id", Out::number(number)),
        ("name", Out::text(name)),
        ("isMaster", Out::Bool(true)),
        ("currency", Out::text("EUR")),
    ])
}

fn id(id: Option<u64>) -> Out {
    id.map_or(Out::Null, Out::number)
}

fn date(date: Option<NaiveDate>) -> Out {
    Out::maybe(date.map(|date| format!("{date}T00:00:00.000")))
}

fn instant(at: DateTime<Utc>) -> Out {
    Out::Text(at.to_rfc3339_opts(SecondsFormat::Millis, true))
}
