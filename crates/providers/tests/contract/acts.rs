//! What the promises do with an office, as the engine does it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock as _;
use domain::capabilities::{Addition, Capabilities};
use domain::payload::{CustomerRef, Payload, Target};
use providers::{
    BeforeImage, Difference, Expected, Outcome, Pieces, ProviderError, ReadBack, Sought, compare,
};

use crate::office::Office;
use crate::sample::{self, MARKER};

/// Everything here goes by the adapter alone.
pub(crate) trait Acts: Office {
    fn tool(&self) -> Capabilities {
        self.adapter().capabilities()
    }

    fn now(&self) -> DateTime<Utc> {
        self.desk().clock.now()
    }

    /// Lets more time pass than any list may lag behind.
    fn wait(&self) {
        self.desk().clock.advance(120);
    }

    /// The customer with this name.
    async fn customer(&self, name: &str) -> CustomerRef {
        let page = self.adapter().customers(name).await.unwrap();
        let mut customers = page.customers.into_iter();
        let customer = customers.find(|customer| customer.name == name).unwrap();
        CustomerRef {
            id: customer.id,
            name: customer.name,
        }
    }

    /// October for ACME.
    async fn october(&self) -> Payload {
        sample::october(self.customer("ACME GmbH").await, &self.tool())
    }

    /// Brings the lines onto a draft, where it is written in pieces.
    async fn complete(
        &self,
        remote_id: &str,
        payload: &Payload,
        before: Option<&BeforeImage>,
    ) -> Result<(), ProviderError> {
        let pieces = Pieces {
            remote_id,
            payload,
            before,
            until: self.now() + TimeDelta::seconds(60),
        };
        self.adapter().complete(&pieces).await
    }

    /// Makes a draft that must come about, and reads it.
    async fn made(&self, payload: &Payload, reference: &str) -> ReadBack {
        let id = executed(self.adapter().create(payload, reference).await);
        self.complete(&id, payload, None).await.unwrap();
        self.read(&id).await
    }

    /// A document that must exist.
    async fn read(&self, id: &str) -> ReadBack {
        self.adapter().read(id).await.unwrap().unwrap()
    }

    /// In what a draft that was to be new differs from what was meant.
    fn differs(&self, payload: &Payload, found: &ReadBack) -> Vec<Difference> {
        let reference = self.tool().marker.then_some(MARKER);
        compare(payload, Expected::New { reference }, found)
    }

    /// The draft that the sample customer has, and what is to be added to it.
    async fn drafted(&self) -> (Payload, BeforeImage) {
        let customer = self.customer(Self::DRAFTED).await;
        let drafts = self.adapter().drafts(&customer).await.unwrap();
        let mut drafts = drafts.drafts.iter();
        let usable = drafts.find(|draft| draft.unusable.is_none());
        let remote_id = usable.unwrap().remote_id.clone();
        let before = self.adapter().before_image(&remote_id).await;
        let mut payload = sample::october(customer, &self.tool());
        payload.target = Target::ExistingDraft { remote_id };
        (payload, before.unwrap().unwrap())
    }

    /// In what a draft that was added to differs from what was meant.
    fn differs_from_added(
        &self,
        payload: &Payload,
        before: &BeforeImage,
        found: &ReadBack,
    ) -> Vec<Difference> {
        let expected = match self.tool().addition {
            Some(Addition::Copy) => Expected::Copied { before },
            _ => Expected::Added { before },
        };
        compare(payload, expected, found)
    }

    /// How many documents there are.
    async fn documents(&self) -> usize {
        self.desk().documents().await.len()
    }

    /// How many requests were made that write something.
    async fn writes(&self) -> u64 {
        let created = self.desk().count(Self::OPERATIONS.create).await;
        match Self::OPERATIONS.add_line {
            Some(line) => created + self.desk().count(line).await,
            None => created,
        }
    }
}

impl<O: Office> Acts for O {}

/// The id of a draft that must have come about.
pub(crate) fn executed(outcome: Outcome) -> String {
    match outcome {
        Outcome::Executed { remote_id } => remote_id,
        outcome => panic!("{outcome:?}"),
    }
}

/// A look for a draft that was written at `since` or later.
pub(crate) fn sought(payload: &Payload, since: DateTime<Utc>) -> Sought<'_> {
    Sought {
        reference: MARKER,
        payload,
        before: None,
        since,
        others: &[],
        canary: None,
    }
}
