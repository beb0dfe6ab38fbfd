//! What a report shows: the URL of a report is the report.

mod dimension;

pub use dimension::Dimension;

use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, ProjectId, UserId};
use crate::period::Period;
use crate::status::BillingStatus;

/// Which entries: several values of one filter widen it, several filters narrow the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
    /// Of these clients.
    pub clients: Vec<ClientId>,
    /// Of these projects.
    pub projects: Vec<ProjectId>,
    /// Of these users.
    pub users: Vec<UserId>,
    /// Of these billing statuses.
    pub statuses: Vec<BillingStatus>,
}

/// A report, as its URL says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportQuery {
    /// The period.
    pub period: Period,
    /// Which entries of the period.
    pub filters: Filters,
    /// One group per value.
    pub group: Option<Dimension>,
    /// One row per value in each group, or in the whole report.
    pub sum: Option<Dimension>,
    /// The page of rows, from 1.
    pub page: u32,
}

impl Default for ReportQuery {
    fn default() -> Self {
        Self {
            period: Period::default(),
            filters: Filters::default(),
            group: None,
            sum: None,
            page: 1,
        }
    }
}

/// A part of a report's URL that could not be read. The rest of the report is shown all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The name of the parameter.
    pub key: String,
    /// Its value.
    pub value: String,
}

impl ReportQuery {
    /// Reads the pairs of a query string. What is not understood is left out and reported.
    pub fn from_pairs<K: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> (Self, Vec<Unreadable>) {
        let mut query = Self::default();
        let mut unreadable = Vec::new();
        let (mut from, mut to) = (String::new(), String::new());
        for (key, value) in pairs {
            let (key, value) = (key.as_ref(), value.as_ref().trim());
            match key {
                // The two fields of the form for a custom range; the page's own links say `period=from..to`.
                "from" => value.clone_into(&mut from),
                "to" => value.clone_into(&mut to),
                _ if value.is_empty() => {}
                _ if query.take(key, value).is_some() => {}
                _ => unreadable.push(Unreadable {
                    key: key.to_owned(),
                    value: value.to_owned(),
                }),
            }
        }
        if !(from.is_empty() && to.is_empty()) {
            let range = format!("{from}..{to}");
            match Period::parse(&range) {
                Some(period) => query.period = period,
                None => unreadable.push(Unreadable {
                    key: "from".to_owned(),
                    value: range,
                }),
            }
        }
        (query, unreadable)
    }

    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "period" => self.period = Period::parse(value)?,
            "client" => push(&mut self.filters.clients, value.parse().ok()?),
            "project" => push(&mut self.filters.projects, value.parse().ok()?),
            "user" => push(&mut self.filters.users, value.parse().ok()?),
            "status" => push(&mut self.filters.statuses, BillingStatus::parse(value)?),
            "group" => self.group = Some(Dimension::parse(value)?),
            "sum" => self.sum = Some(Dimension::parse(value)?),
            "page" => {
                self.page = value
                    .parse()
                    .ok()
                    .filter(|page| (1..=1_000_000).contains(page))?;
            }
            _ => return None,
        }
        Some(())
    }

    /// The pairs of the query string; defaults are left out.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |key, value: String| pairs.push((key, value));
        if self.period != Period::default() {
            add("period", self.period.to_string());
        }
        for id in &self.filters.clients {
            add("client", id.to_string());
        }
        for id in &self.filters.projects {
            add("project", id.to_string());
        }
        for id in &self.filters.users {
            add("user", id.to_string());
        }
        for status in &self.filters.statuses {
            add("status", status.as_str().to_owned());
        }
        if let Some(dimension) = self.group {
            add("group", dimension.as_str().to_owned());
        }
        if let Some(dimension) = self.sum {
            add("sum", dimension.as_str().to_owned());
        }
        if self.page > 1 {
            add("page", self.page.to_string());
        }
        pairs
    }

    /// The URL of this report. Its values need no escaping: ids, dates and fixed words.
    pub fn url(&self) -> String {
        let pairs: Vec<String> = self
            .to_pairs()
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        if pairs.is_empty() {
            "/report".to_owned()
        } else {
            format!("/report?{}", pairs.join("&"))
        }
    }

    /// The same report on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }
}

fn push<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (ReportQuery, Vec<Unreadable>) {
        ReportQuery::from_pairs(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    #[test]
    fn a_report_is_its_url() {
        let url = "period=2026-10&client=01890a5d-ac96-774b-bcce-b302099a8057&status=billable&status=reserved&group=project&sum=user&page=2";
        let (query, unreadable) = read(url);
        assert!(unreadable.is_empty());
        assert_eq!(query.url(), format!("/report?{url}"));
        assert_eq!(ReportQuery::default().url(), "/report");
        assert_eq!(read(""), (ReportQuery::default(), Vec::new()));
    }

    #[test]
    fn what_is_not_understood_is_reported_and_left_out() {
        let (query, unreadable) = read("period=someday&client=7&group=project&page=0&x=1");
        assert_eq!(query.group, Some(Dimension::Project));
        assert_eq!(query.period, Period::default());
        assert_eq!(
            unreadable
                .iter()
                .map(|u| u.key.as_str())
                .collect::<Vec<_>>(),
            ["period", "client", "page", "x"]
        );
    }

    #[test]
    fn a_custom_range_comes_from_two_fields() {
        let (query, unreadable) = read("period=&from=2026-10-01&to=2026-10-09");
        assert_eq!(
            (query.period.to_string().as_str(), unreadable.len()),
            ("2026-10-01..2026-10-09", 0)
        );
        let (_, unreadable) = read("from=2026-10-09&to=2026-10-01");
        assert_eq!(unreadable[0].key, "from");
    }
}
