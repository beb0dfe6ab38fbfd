//! Time entries.

mod change;
mod rates;
mod refused;
mod written;

use domain::EntryId;
use store::{Entry, Store};

pub async fn read(store: &Store, id: EntryId) -> Entry {
    store.entry(id, None).await.unwrap().unwrap()
}
