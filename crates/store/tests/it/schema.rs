//! Both databases are made by the same steps and end up with the same columns.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use store::testing::{columns, for_each_db, sqlite_url};
use store::{DbUrlProblem, Store, StoreError};

#[tokio::test]
async fn tables_and_columns_are_the_same() {
    let first: RefCell<Option<Vec<String>>> = RefCell::default();
    for_each_db(async |store| {
        let columns = columns(&store).await.unwrap();
        assert!(columns.contains(&"time_entries.rate_cents bigint or null".to_owned()));
        let mut first = first.borrow_mut();
        assert_eq!(first.get_or_insert_with(|| columns.clone()), &columns);
    })
    .await;
}

#[test]
fn each_step_exists_for_both() {
    let names = |folder: &str| -> BTreeSet<_> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../migrations")
            .join(folder);
        fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect()
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn opening_again_keeps_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite_url(&folder.path().join("a.db"));
    let before = columns(&Store::open(&url).await.unwrap()).await.unwrap();
    assert_eq!(
        columns(&Store::open(&url).await.unwrap()).await.unwrap(),
        before
    );
}

#[tokio::test]
async fn a_url_of_another_database_is_refused() {
    let error = Store::open("mysql://localhost/billhour").await.unwrap_err();
    let StoreError::Url(problem) = error else {
        panic!("{error}")
    };
    assert_eq!(problem, DbUrlProblem::Scheme("mysql".to_owned()));
}

#[tokio::test]
async fn a_password_in_a_broken_url_is_not_repeated() {
    let error = Store::open("postgres://anna:geheim@host:port/x")
        .await
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains("geheim"));
}
