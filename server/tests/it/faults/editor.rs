//! Somebody who changes the note of an entry while others bill it.

use std::time::{Duration, Instant};

use domain::EntryId;
use tokio::time::sleep;

use crate::browser::{Answer, Browser};
use crate::walk::{chosen, value};

/// A change that is typed and not saved yet.
pub struct Editor {
    browser: Browser,
    page: String,
    fields: Vec<(&'static str, String)>,
    /// The mark of the entry.
    pub mark: String,
    /// What the note says now, beside the mark.
    pub words: String,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The entry is as it was typed.
    Saved,
    /// The entry is as it was, and what was typed is still in the form.
    Refused,
}

impl Editor {
    /// Opens the entry's page and types; `None` where the entry is not to be changed any more.
    pub async fn open(mut browser: Browser, id: EntryId, mark: &str, words: &str) -> Option<Self> {
        let page = format!("/entries/{id}");
        let form = browser.get(&page).await;
        assert_eq!(form.status, 200, "{}", form.text);
        if !form.text.contains("name=\"version\"") {
            return None;
        }
        let mut fields = vec![
            ("note", format!("|{mark}| {words}")),
            ("billable", "yes".to_owned()),
        ];
        for name in ["version", "date", "start", "duration", "rate"] {
            fields.push((name, value(&form.text, name)));
        }
        for name in ["project", "user"] {
            fields.push((name, chosen(&form.text, name)));
        }
        Some(Self {
            browser,
            page,
            fields,
            mark: mark.to_owned(),
            words: words.to_owned(),
        })
    }

    /// Presses `Save` after a while; answers what came of it, and how long that took.
    pub async fn save(mut self, after: Duration) -> (Self, Edited, Duration) {
        sleep(after).await;
        let fields = self
            .fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = fields.collect();
        let form = self.browser.form(&self.page, &fields);
        let pressed = Instant::now();
        let answer = self.browser.send(form).await;
        let took = pressed.elapsed();
        let edited = self.judge(&answer);
        (self, edited, took)
    }

    fn judge(&self, answer: &Answer) -> Edited {
        if answer.status == 303 {
            return Edited::Saved;
        }
        assert_eq!(answer.status, 422, "{}", answer.text);
        let typed = format!("|{}| {}</textarea>", self.mark, self.words);
        assert!(
            answer.text.contains(&typed),
            "{typed} is lost: {}",
            answer.text
        );
        Edited::Refused
    }
}
