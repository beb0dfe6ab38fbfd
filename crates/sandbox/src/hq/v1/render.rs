//! Our documents in v1's words: names in Pascal case, dates as instants in UTC whose time is not meant.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::hq::masters::{self, Template, User};
use crate::hq::model::{Company, Document, Position, Project, Status, Unit};
use crate::out::Out;

/// The word for a status.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Review => "WaitingForReview",
        Status::Sent => "Sent",
        Status::Paid => "CompletelyPaid",
        Status::Canceled => "Canceled",
    }
}

pub(super) fn invoice(document: &Document, with_positions: bool) -> Out {
    let positions = if with_positions {
        let positions = document.printed_positions();
        let rows = positions
            .into_iter()
            .map(|line| position(line, document.id));
        Out::List(rows.collect())
    } else {
        Out::Null
    };
    Out::object([
        ("Id", Out::number(document.id)),
        ("CreatedOn", instant(document.created)),
        ("UpdatedOn", instant(document.updated)),
        ("Type", Out::text(&document.kind)),
        ("Status", Out::text(status(document.status))),
        ("Number", Out::maybe(document.number.as_ref())),
        ("CompanyId", Out::number(document.company)),
        ("ProjectId", id(document.project)),
        ("ContactPersonId", Out::Null),
        ("InternalContactPersonId", id(document.contact_person)),
        ("InvoiceDate", date(Some(document.date))),
        ("DueDate", date(document.due)),
        ("DeliveryDate", date(document.service_to)),
        ("Currency", Out::text(&document.currency)),
        ("DocumentTemplateId", id(document.template)),
        ("PaymentConditionId", id(document.condition)),
        ("DeliveryConditionId", Out::Null),
        ("Subject", Out::maybe(document.subject.as_ref())),
        ("Header", Out::maybe(document.header.as_ref())),
        ("Footer", Out::maybe(document.footer.as_ref())),
        ("Note", Out::maybe(document.note.as_ref())),
        ("TaxOption", Out::maybe(document.tax_option.as_ref())),
        (
            "ServiceOption",
            Out::maybe(document.service_option.as_ref()),
        ),
        (
            "CompanyPurchaseOrderNumber",
            Out::maybe(document.purchase_order.as_ref()),
        ),
        ("SyncId", Out::maybe(document.sync_id.as_ref())),
        ("DiscountType", Out::text("NotSet")),
        ("Discount", Out::number(0)),
        ("Margin", Out::number(0)),
        ("NetTotal", Out::number(document.sums.net)),
        ("VatTotal", Out::number(document.sums.tax)),
        ("GrossTotal", Out::number(document.sums.gross)),
        ("PaidTotal", Out::number(0)),
        ("Positions", positions),
    ])
}

pub(super) fn position(position: &Position, document: u64) -> Out {
    let unit = match &position.unit {
        Unit::Text(unit) => Out::text(unit),
        Unit::None | Unit::Id(_) => Out::Null,
    };
    Out::object([
        ("Id", Out::number(position.id)),
        ("CreatedOn", instant(position.created)),
        ("UpdatedOn", instant(position.updated)),
        ("DocumentId", Out::number(document)),
        ("Type", Out::text(&position.kind)),
        ("Text", Out::text(&position.text)),
        ("Amount", Out::number(position.amount)),
        ("Unit", unit),
        ("Price", Out::number(position.price)),
        ("Tax", Out::number(position.tax)),
        ("Discount", Out::number(position.discount)),
        ("Margin", Out::number(0)),
        ("TotalPrice", Out::number(position.sums.net)),
        ("TotalVat", Out::number(position.sums.tax)),
        ("Interval", Out::text(&position.interval)),
        ("Order", Out::number(position.order)),
        ("IsOptional", Out::Bool(false)),
        ("ProjectId", id(position.project)),
    ])
}

pub(super) fn company(company: &Company) -> Out {
    Out::object([
        ("Id", Out::number(company.id)),
        ("CreatedOn", instant(company.created)),
        ("UpdatedOn", instant(company.created)),
        ("Name", Out::text(&company.name)),
        ("DebitorNumber", id(company.number)),
        ("DefaultAddress", Out::Null),
    ])
}

pub(super) fn project(project: &Project) -> Out {
    Out::object([
        ("Id", Out::number(project.id)),
        ("CreatedOn", instant(project.created)),
        ("Number", Out::text(&project.number)),
        ("Name", Out::text(&project.name)),
        ("CompanyId", Out::number(project.company)),
        ("AworkSyncId", Out::Null),
    ])
}

pub(super) fn template(template: &Template) -> Out {
    Out::object([
        ("Id", Out::number(template.id)),
        ("Name", Out::text(template.name)),
        ("DocumentType", Out::text(template.kind)),
        ("Language", Out::text(template.language)),
        ("InternalCompanyId", Out::number(template.own_company)),
    ])
}

pub(super) fn condition((number, name, kind, days): &(u64, &str, &str, u64)) -> Out {
    Out::object([
        ("Id", Out::number(*number)),
        ("Name", Out::text(name)),
        ("Type", Out::text(kind)),
        ("DueInDays", Out::number(*days)),
        ("Language", Out::text("DE")),
    ])
}

pub(super) fn user(user: &User) -> Out {
    Out::object([
        ("Id", Out::number(user.id)),
        ("FirstName", Out::text(user.first_name)),
        ("LastName", Out::text(user.last_name)),
        ("UserName", Out::text(user.email)),
        ("EMailWork", Out::text(user.email)),
    ])
}

pub(super) fn own_company((number, name): &(u64, &str), made: &str) -> Out {
    Out::object([
        ("Id", Out::number(*number)),
        ("Name", Out::text(name)),
        ("CreatedOn", Out::text(made)),
    ])
}

pub(super) fn subsystem() -> Out {
    let (number, name) = masters::SUBSYSTEM;
    Out::object([
        ("Id", Out::number(number)),
        ("Name", Out::text(name)),
        ("IsMaster", Out::Bool(true)),
    ])
}

fn id(id: Option<u64>) -> Out {
    id.map_or(Out::Null, Out::number)
}

fn date(date: Option<NaiveDate>) -> Out {
    Out::maybe(date.map(|date| format!("{date}T00:00:00Z")))
}

fn instant(at: DateTime<Utc>) -> Out {
    Out::Text(at.to_rfc3339_opts(SecondsFormat::Micros, true))
}
