//! The sample account. Everybody in it is invented.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::addresses::BILLING;
use super::books::Change;
use super::model::{Address, Contact, Invoice, OPEN, Position};
use super::options::SevdeskOptions;
use super::{sums, units};
use crate::out::Out;

/// The client number of the account.
pub(crate) const CLIENT: u64 = 1_094_627;

/// A user of the account.
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
}

/// The user who owns the token.
pub(crate) const FIRST_USER: u64 = 1_551_095;

/// All users.
pub(crate) const USERS: [User; 2] = [
    User {
        id: FIRST_USER,
        name: "Jana Albrecht",
        email: "jana@studio-nordlicht.example",
    },
    User {
        id: 1_551_118,
        name: "Tobias Keller",
        email: "tobias@studio-nordlicht.example",
    },
];

/// Articles that positions can be taken from.
const PARTS: [(u64, &str); 2] = [
    (27_310_044, "Hosting, 1 Monat"),
    (27_310_061, "Lizenz, 1 Arbeitsplatz"),
];

/// Id of an organisation, customer number, name, street, postcode, town, country. Countries other than 1 are made up.
type Organisation = (
    u64,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u64,
);

const ORGANISATIONS: [Organisation; 17] = [
    (
        138_810_483,
        "1001",
        "Müller & Söhne GmbH",
        "Goethestraße 12",
        "60313",
        "Frankfurt am Main",
        1,
    ),
    (
        138_810_497,
        "1002",
        "ACME GmbH",
        "Industriestraße 4",
        "70565",
        "Stuttgart",
        1,
    ),
    (
        138_810_512,
        "1003",
        "Café „Zur Linde\"",
        "Lindenplatz 1",
        "04109",
        "Leipzig",
        1,
    ),
    (
        138_810_530,
        "1004",
        "O'Brien Ltd.",
        "12 Harbour Row",
        "D01 X2P3",
        "Dublin",
        14,
    ),
    (
        138_810_548,
        "1005",
        "Stadtwerke Musterstadt",
        "Am Umspannwerk 3",
        "12345",
        "Musterstadt",
        1,
    ),
    (
        138_811_006,
        "1006",
        "Ahrens Bootsbau GmbH",
        "Werftkai 9",
        "24103",
        "Kiel",
        1,
    ),
    (
        138_811_020,
        "1007",
        "Bäckerei Süß & Salzig OHG",
        "Marktgasse 7",
        "96047",
        "Bamberg",
        1,
    ),
    (
        138_811_033,
        "1008",
        "Copperfield Maschinen AG",
        "Kupferweg 21",
        "58095",
        "Hagen",
        1,
    ),
    (
        138_811_047,
        "1009",
        "Druckhaus Eichstätt KG",
        "Residenzstraße 2",
        "85072",
        "Eichstätt",
        1,
    ),
    (
        138_811_061,
        "1010",
        "Elbe Logistik GmbH & Co. KG",
        "Kaistraße 40",
        "20457",
        "Hamburg",
        1,
    ),
    (
        138_811_075,
        "1011",
        "Förderverein Stadtpark e. V.",
        "Parkallee 15",
        "28209",
        "Bremen",
        1,
    ),
    (
        138_811_088,
        "1012",
        "Gärtnerei Grünfink",
        "Feldweg 5",
        "99084",
        "Erfurt",
        1,
    ),
    (
        138_811_102,
        "1013",
        "Hansa Optik GmbH",
        "Breite Straße 33",
        "23552",
        "Lübeck",
        1,
    ),
    (
        138_811_119,
        "1014",
        "Institut für Schneeforschung",
        "Zugspitzstraße 8",
        "82467",
        "Garmisch-Partenkirchen",
        1,
    ),
    (
        138_811_130,
        "1015",
        "Kranich Reisen GmbH",
        "Bahnhofstraße 19",
        "17192",
        "Waren",
        1,
    ),
    (
        138_811_146,
        "1016",
        "Lund & Østergaard ApS",
        "Havnegade 6",
        "1058",
        "København",
        7,
    ),
    (
        138_811_158,
        "1017",
        "Zweirad Zimmermann",
        "Radweg 2",
        "48143",
        "Münster",
        1,
    ),
];

/// Id of a person, customer number, first name, last name, the organisation that the person belongs to.
type Person = (u64, &'static str, &'static str, &'static str, Option<u64>);

const PERSONS: [Person; 4] = [
    (138_811_502, "1018", "Greta", "Sommer", None),
    (138_811_517, "1019", "Yusuf", "Demir", None),
    (138_811_529, "1002", "Paula", "Wagner", Some(138_810_497)),
    (138_811_540, "1020", "Anne-Marie", "Le Goff", None),
];

/// A sample invoice: its id, customer, title, and lines of text, quantity, unit, price.
struct Sample {
    id: u64,
    contact: u64,
    days_ago: i64,
    header: &'static str,
    reference: Option<&'static str>,
    lines: &'static [(&'static str, Decimal, &'static str, Decimal)],
}

const fn decimal(number: u32, scale: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, scale)
}

const SAMPLES: [Sample; 3] = [
    Sample {
        id: 135_582_100,
        contact: 138_810_497,
        days_ago: 4,
        header: "Rechnung Onlineshop",
        reference: Some("PO 4711-26"),
        lines: &[
            ("Konzept", decimal(6, 0), "hour", decimal(95, 0)),
            ("Hosting", decimal(1, 0), "flat rate", decimal(4900, 2)),
            ("Workshop", decimal(1, 0), "day", decimal(760, 0)),
        ],
    },
    Sample {
        id: 135_582_117,
        contact: 138_810_483,
        days_ago: 2,
        header: "Rechnung Wartung",
        reference: None,
        lines: &[
            ("Wartung", decimal(325, 2), "hour", decimal(88, 0)),
            ("Abstimmung", decimal(75, 2), "hour", decimal(8850, 2)),
        ],
    },
    Sample {
        id: 135_571_044,
        contact: 138_810_548,
        days_ago: 30,
        header: "Rechnung RE-1000",
        reference: None,
        lines: &[("Kundenportal", decimal(16, 0), "hour", decimal(95, 0))],
    },
];

/// The one of [`SAMPLES`] that is final.
const FINAL: u64 = 135_571_044;

/// The first position of the samples; the others follow.
const FIRST_POSITION: u64 = 362_964_135;

/// The sample account as changes to an empty one.
pub(crate) fn seed(options: &SevdeskOptions, now: DateTime<Utc>) -> Vec<Change> {
    let founded = now - TimeDelta::days(200);
    let organisations = ORGANISATIONS
        .iter()
        .flat_map(|entry| organisation(entry, founded));
    let persons = PERSONS
        .iter()
        .map(|entry| Change::Contact(person(*entry, founded)));
    let mut positions = FIRST_POSITION..;
    let invoices = SAMPLES.iter().map(|sample| {
        let invoice = invoice(sample, &mut positions, options.unit_shift, now);
        Change::Invoice(Box::new(invoice))
    });
    organisations.chain(persons).chain(invoices).collect()
}

fn organisation(entry: &Organisation, founded: DateTime<Utc>) -> [Change; 2] {
    let (id, number, name, street, zip, city, country) = *entry;
    let contact = Contact {
        name: Some(name.to_owned()),
        ..blank_contact(id, number, founded)
    };
    let address = Address {
        id: id - 97_560_000,
        contact: id,
        created: founded,
        name: Some(name.to_owned()),
        street: Some(street.to_owned()),
        zip: Some(zip.to_owned()),
        city: Some(city.to_owned()),
        country,
        category: Some(BILLING),
    };
    [Change::Contact(contact), Change::Address(address)]
}

fn person((id, number, first, last, parent): Person, founded: DateTime<Utc>) -> Contact {
    Contact {
        first_name: Some(first.to_owned()),
        last_name: Some(last.to_owned()),
        parent,
        ..blank_contact(id, number, founded)
    }
}

fn blank_contact(id: u64, number: &str, founded: DateTime<Utc>) -> Contact {
    Contact {
        id,
        created: founded,
        updated: founded,
        name: None,
        first_name: None,
        last_name: None,
        customer_number: Some(number.to_owned()),
        parent: None,
        category: 3,
        status: 1000,
        vat_number: None,
    }
}

fn invoice(
    sample: &Sample,
    ids: &mut impl Iterator<Item = u64>,
    shift: u64,
    now: DateTime<Utc>,
) -> Invoice {
    let written = now - TimeDelta::days(sample.days_ago);
    let lines = sample.lines.iter().zip(ids).zip(0..);
    let positions = lines.map(|(((name, quantity, unit, price), id), number)| Position {
        name: Some((*name).to_owned()),
        quantity: *quantity,
        price: *price,
        unit: units::id_of(unit, shift).unwrap_or_default(),
        tax_rate: Decimal::from(19),
        ..Position::blank(id, number, written)
    });
    let mut invoice = Invoice {
        header: Some(sample.header.to_owned()),
        head_text: Some("Vielen Dank für den Auftrag.".to_owned()),
        foot_text: Some("Zahlbar innerhalb von 14 Tagen.".to_owned()),
        days_to_pay: Some(14),
        delivery_date: Some(written),
        reference: sample.reference.map(str::to_owned),
        tax_text: Some("Umsatzsteuer 19%".to_owned()),
        address: letter_block(sample.contact),
        country: Some(1),
        positions: positions.collect(),
        ..Invoice::draft(sample.id, sample.contact, FIRST_USER, written)
    };
    if sample.id == FINAL {
        invoice.status = OPEN;
        invoice.number = Some("RE-1000".to_owned());
        invoice.enshrined = Some(written);
        invoice.send_type = Some("VPDF".to_owned());
        invoice.sent = Some(written);
    }
    sums::recompute(&mut invoice, |_| true);
    invoice
}

fn letter_block(contact: u64) -> Option<String> {
    let (_, _, name, street, zip, city, _) =
        ORGANISATIONS.iter().find(|entry| entry.0 == contact)?;
    Some(format!("{name}\n{street}\n{zip} {city}"))
}

/// Whether there is a user with an id.
pub(crate) fn is_user(id: u64) -> bool {
    USERS.iter().any(|user| user.id == id)
}

/// Whether there is an article with an id.
pub(crate) fn is_part(id: u64) -> bool {
    PARTS.iter().any(|(part, _)| *part == id)
}

/// The ids of the articles.
pub(crate) fn part_ids() -> impl Iterator<Item = u64> + Clone {
    PARTS.iter().map(|(id, _)| *id)
}

/// An article in full.
pub(crate) fn part(id: u64) -> Out {
    let name = PARTS
        .iter()
        .find(|(part, _)| *part == id)
        .map(|(_, name)| name);
    Out::object([
        ("id", Out::text(id)),
        ("objectName", Out::text("Part")),
        ("name", Out::maybe(name)),
    ])
}
