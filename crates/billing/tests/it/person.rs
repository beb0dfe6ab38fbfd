//! Somebody who works on a draft in the tool while we do.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::simulated::{Simulated, Tool, lines_of};

/// What a person does on the tool's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Rename,
    RemoveLine,
    Finalise,
    Delete,
}

impl Edit {
    pub const ALL: [Self; 4] = [Self::Rename, Self::RemoveLine, Self::Finalise, Self::Delete];
}

/// A request that the tool takes its time over, by its kind and number.
pub struct Held {
    operation: &'static str,
    count: u64,
}

/// The person, who knows the draft by its page.
#[derive(Clone)]
pub struct Person {
    tool: Arc<Simulated>,
    draft: String,
    edit: Edit,
    /// The draft as they left it; `Null` where they deleted it.
    left: Arc<Mutex<Option<Value>>>,
}

impl Person {
    pub fn new(tool: Simulated, draft: String, edit: Edit) -> Self {
        Self {
            tool: Arc::new(tool),
            draft,
            edit,
            left: Arc::default(),
        }
    }

    /// Does it now.
    pub async fn edits(self) {
        let mut left = self.left.lock().await;
        let draft = self.draft().await;
        let line = |action: &str| {
            let first = &lines_of(&draft)[0];
            match self.tool.kind() {
                Tool::Lexware => format!("lines/0/{action}"),
                _ => format!("positions/{}/{action}", first["id"].as_str().unwrap()),
            }
        };
        let (action, form) = match self.edit {
            Edit::Rename => {
                let is_hq = matches!(self.tool.kind(), Tool::HqV1 | Tool::HqV2);
                let action = line(if is_hq { "change" } else { "rename" });
                (
                    action,
                    vec![("text", "anders"), ("amount", "3"), ("price", "5")],
                )
            }
            Edit::RemoveLine => (line("delete"), vec![]),
            Edit::Finalise => ("finalise".to_owned(), vec![]),
            Edit::Delete => ("delete".to_owned(), vec![]),
        };
        self.tool
            .press(&format!("{}/{action}", self.draft), &form)
            .await;
        *left = Some(self.draft().await);
    }

    async fn draft(&self) -> Value {
        let documents = self.tool.documents().await;
        let found = documents
            .into_iter()
            .find(|document| document["id"] == *self.draft);
        found.unwrap_or_default()
    }

    /// From now on the tool takes its time over one request of this kind, after so many of them.
    pub async fn holds(&self, operation: &'static str, after: u64) -> Held {
        let before = self.tool.count(operation).await;
        let order = json!({"delay_ms": 100, "after": after});
        self.tool
            .fault_at(operation, "late_before_commit", &order)
            .await;
        Held {
            operation,
            count: before + after + 1,
        }
    }

    /// Edits while the tool is at that request.
    pub async fn edits_during(self, held: Held) {
        while self.tool.count(held.operation).await < held.count {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        self.edits().await;
    }

    /// Whether they came to do it.
    pub async fn has_edited(&self) -> bool {
        self.left.lock().await.is_some()
    }

    /// What they left is there as they left it; ours may follow it.
    pub async fn assert_nothing_lost(&self) {
        let Some(left) = self.left.lock().await.clone() else {
            return;
        };
        let now = self.draft().await;
        if left.is_null() {
            return assert!(now.is_null(), "a draft that was deleted came back: {now}");
        }
        let theirs = lines_of(&left);
        assert_eq!(lines_of(&now)[..theirs.len()], theirs[..]);
        assert_eq!(now["status"], left["status"]);
    }
}
