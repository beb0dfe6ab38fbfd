//! What must be true at every rest: an entry is on one draft at most, and billed exactly if it is on one.

use std::collections::{BTreeMap, BTreeSet};

use store::testing::texts;

use super::studio::Studio;

/// The texts of a draft's positions, by their marks.
pub type Draft = BTreeMap<String, String>;

/// What became of the entries of these tests.
pub struct Books {
    /// All drafts.
    pub drafts: Vec<Draft>,
    /// The marks of those that are billed.
    pub billed: BTreeSet<String>,
}

impl Books {
    /// Looks at both sides.
    ///
    /// # Panics
    /// Where they do not agree, or an entry is held by an invoice that is on its way no more.
    pub async fn close(studio: &Studio) -> Self {
        let announced = announced(studio).await;
        let mut on_draft = BTreeSet::new();
        let mut texts = Vec::new();
        for (reference, draft) in drafts(studio).await {
            assert!(
                announced.contains(&reference),
                "sent without a mark: {draft:?}"
            );
            for mark in draft.keys() {
                assert!(on_draft.insert(mark.clone()), "{mark} is on two drafts");
            }
            texts.push(draft);
        }
        let billed = stored(studio, "billed_source = 'invoice'").await;
        assert_eq!(on_draft, billed, "left: on a draft, right: billed");
        let held = stored(studio, "claimed_by is not null and billed_source is null").await;
        assert_eq!(held, BTreeSet::new(), "locked for nothing");
        Self {
            drafts: texts,
            billed,
        }
    }

    /// How many of these marks are billed.
    pub fn billed_of(&self, marks: &[String]) -> usize {
        let billed = marks.iter().filter(|mark| self.billed.contains(*mark));
        billed.count()
    }

    /// The draft with this mark.
    pub fn draft_of(&self, mark: &str) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.contains_key(mark))
    }
}

/// The drafts of these tests in sevDesk: their references, and their positions' texts by their marks.
pub async fn drafts(studio: &Studio) -> Vec<(String, Draft)> {
    let documents = studio.documents().await;
    let drafts = documents.iter().map(|document| {
        let reference = document["reference"].as_str().unwrap_or_default();
        (reference.to_owned(), marked(&document["positions"]))
    });
    drafts.filter(|(_, draft)| !draft.is_empty()).collect()
}

/// The references that were written down before anything was sent.
async fn announced(studio: &Studio) -> BTreeSet<String> {
    let store = studio.store().await;
    let references = "select reference from invoice_attempts where reference is not null";
    let references = texts(&store, references).await.unwrap();
    store.close().await;
    references.into_iter().collect()
}

/// The positions of these tests, by their marks.
///
/// # Panics
/// Where a mark is on two positions.
fn marked(positions: &serde_json::Value) -> Draft {
    let mut found = Draft::new();
    for position in positions.as_array().unwrap() {
        let text = position.to_string();
        if let Some(mark) = text.split('|').nth(1) {
            let before = found.insert(mark.to_owned(), text.clone());
            assert_eq!(before, None, "{mark} is on two positions");
        }
    }
    found
}

/// The marks of the entries in this state.
async fn stored(studio: &Studio, state: &str) -> BTreeSet<String> {
    let store = studio.store().await;
    let notes = format!("select note from time_entries where note like '|%' and {state}");
    let notes = texts(&store, &notes).await.unwrap();
    store.close().await;
    let marks = notes.iter().filter_map(|note| note.split('|').nth(1));
    marks.map(str::to_owned).collect()
}
