//! The simulated tenant: its documents, and the changes that are journalled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Company, Dialect, Document, Project};

/// Everything in the tenant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Books {
    companies: BTreeMap<u64, Company>,
    projects: BTreeMap<u64, Project>,
    documents: BTreeMap<u64, Document>,
    counters: Counters,
}

/// The last id and number given out of each kind. They never go back, so that an id is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counters {
    company: u64,
    document: u64,
    position: u64,
    element: u64,
    number: u64,
}

/// One step from one state of the tenant to the next.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// A company was added.
    Company(Company),
    /// A project was added.
    Project(Project),
    /// A document was added or changed; the whole of it.
    Document(Box<Document>),
    /// A document was deleted.
    DocumentDeleted(u64),
    /// Ids or numbers were given out.
    Counters(Counters),
}

impl Default for Counters {
    /// Ids of the size that the API documents have as examples.
    fn default() -> Self {
        Self {
            company: 24_700,
            document: 158_000,
            position: 1_297_000,
            element: 0,
            number: 1000,
        }
    }
}

impl Counters {
    pub(crate) fn next_company(&mut self) -> u64 {
        next(&mut self.company)
    }

    pub(crate) fn next_document(&mut self) -> u64 {
        next(&mut self.document)
    }

    pub(crate) fn next_position(&mut self) -> u64 {
        next(&mut self.position)
    }

    /// A number for an invoice that leaves the status of a draft.
    pub(crate) fn next_number(&mut self) -> String {
        format!("R-{}", next(&mut self.number))
    }

    /// The id of an element: different for each, and in the form of a UUID.
    pub(crate) fn next_element(&mut self) -> String {
        format!("cc1c1227-7b86-44d5-9358-{:012x}", next(&mut self.element))
    }
}

fn next(counter: &mut u64) -> u64 {
    *counter += 1;
    *counter
}

impl Books {
    pub(crate) fn company(&self, id: u64) -> Option<&Company> {
        self.companies.get(&id)
    }

    /// By id.
    pub(crate) fn companies(&self) -> impl Iterator<Item = &Company> {
        self.companies.values()
    }

    /// By id.
    pub(crate) fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.values()
    }

    pub(crate) fn project(&self, id: u64) -> Option<&Project> {
        self.projects.get(&id)
    }

    /// By id.
    pub(crate) fn documents(&self) -> impl DoubleEndedIterator<Item = &Document> {
        self.documents.values()
    }

    /// By id, those that one API covers.
    pub(crate) fn documents_of(
        &self,
        dialect: Dialect,
    ) -> impl DoubleEndedIterator<Item = &Document> {
        self.documents()
            .filter(move |document| document.dialect == dialect)
    }

    pub(crate) fn document(&self, id: u64) -> Option<&Document> {
        self.documents.get(&id)
    }

    /// A copy to give out ids from; to be journalled with what they were given to.
    pub(crate) fn counters(&self) -> Counters {
        self.counters
    }

    /// What the customer of a document is called.
    pub(crate) fn customer_name(&self, document: &Document) -> &str {
        self.company(document.company)
            .map_or("", |company| &company.name)
    }

    /// Carries one change out.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Company(company) => {
                self.companies.insert(company.id, company);
            }
            Change::Project(project) => {
                self.projects.insert(project.id, project);
            }
            Change::Document(document) => {
                self.documents.insert(document.id, *document);
            }
            Change::DocumentDeleted(id) => {
                self.documents.remove(&id);
            }
            Change::Counters(counters) => self.counters = counters,
        }
    }

    /// The shortest list of changes that leads from an empty tenant to this one.
    pub(crate) fn snapshot(&self) -> Vec<Change> {
        let companies = self.companies.values().cloned().map(Change::Company);
        let projects = self.projects.values().cloned().map(Change::Project);
        let documents = self
            .documents
            .values()
            .cloned()
            .map(|document| Change::Document(Box::new(document)));
        companies
            .chain(projects)
            .chain(documents)
            .chain([Change::Counters(self.counters)])
            .collect()
    }
}
