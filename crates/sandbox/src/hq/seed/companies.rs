//! The companies of the sample tenant, and their projects.

use chrono::{DateTime, Utc};

use crate::hq::books::Change;
use crate::hq::model::{Address, Company, Project};

/// Id, number as a debtor, name, street, postcode, town, country.
const COMPANIES: &str = include_str!("companies.csv");

/// Id, number, name, company.
const PROJECTS: [(u64, &str, &str, u64); 4] = [
    (88_801, "P-2601", "Onlineshop", 24_508),
    (88_802, "P-2602", "Wartung", 24_501),
    (88_803, "P-2603", "Kundenportal", 24_529),
    (88_804, "P-2604", "Relaunch", 24_508),
];

/// All of them, as changes to an empty tenant.
pub(super) fn companies(since: DateTime<Utc>) -> Vec<Change> {
    let companies = COMPANIES.lines().filter_map(|row| company(row, since));
    let projects = PROJECTS.iter().map(|(id, number, name, company)| Project {
        id: *id,
        created: since,
        number: (*number).to_owned(),
        name: (*name).to_owned(),
        company: *company,
    });
    companies
        .map(Change::Company)
        .chain(projects.map(Change::Project))
        .collect()
}

/// A row as it is written down, or nothing when it is written down wrongly (a test counts them).
fn company(row: &'static str, since: DateTime<Utc>) -> Option<Company> {
    let columns: Vec<&str> = row.split(';').collect();
    let [id, number, name, street, zip, city, country] = columns.try_into().ok()?;
    Some(Company {
        id: id.parse().ok()?,
        created: since,
        name: name.to_owned(),
        number: Some(number.parse().ok()?),
        address: Some(Address {
            street: street.to_owned(),
            zip: zip.to_owned(),
            city: city.to_owned(),
            country: country.to_owned(),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_company() {
        let rows = COMPANIES.lines().count() + PROJECTS.len();
        assert_eq!(companies(DateTime::UNIX_EPOCH).len(), rows);
    }
}
