//! What the names in a file mean.

use std::sync::Arc;

use domain::UserId;
use domain::role::Role;
use store::imports::{NameBook, NameKind, NewName};
use store::testing::for_each_db;
use store::testing::sample::{add_client, add_project, add_task, add_user, now, set_up};
use store::{Email, MAX_NAME, NameProblem, Store};

use super::file::{Dice, check, import, row};

async fn book(store: &Store, importer: UserId) -> NameBook {
    let random = Arc::new(Dice);
    store.name_book(importer, now(), random).await.unwrap()
}

/// The kinds and names that an import of one row would add.
async fn added_for(
    store: &Store,
    importer: UserId,
    change: impl FnOnce(&mut super::file::Row),
) -> Vec<(NameKind, String)> {
    let mut row = row("a");
    change(&mut row);
    let run = super::file::begin(store, importer).await;
    let (comparison, book) = super::file::stage(store, run, importer, &[row]).await;
    let names = book.needed(&comparison).into_iter();
    names
        .map(|NewName { kind, name, .. }| (kind, name))
        .collect()
}

fn named(kind: NameKind, name: &str) -> (NameKind, String) {
    (kind, name.to_owned())
}

#[tokio::test]
async fn what_exists_is_found_in_any_case_even_archived() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "BÄCKEREI Rühl").await;
        let project = add_project(&store, client, "Schichtplan", None).await;
        let task = add_task(&store, project, "Betrieb").await;
        store.archive_client(client, Some(now())).await.unwrap();
        let mut book = book(&store, anna).await;
        let place = book
            .place("Bäckerei Rühl", "SCHICHTPLAN", "betrieb")
            .unwrap();
        assert_eq!((place.project, place.task), (Some(project), Some(task)));
        let without_task = book.place("Bäckerei  Rühl", "Schichtplan", "").unwrap();
        assert_eq!(
            (without_task.project, without_task.task),
            (Some(project), None)
        );
    })
    .await;
}

#[tokio::test]
async fn a_project_without_a_client_gets_one_of_its_own_name() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let added = added_for(&store, anna, |row| {
            row.client = "";
            row.task = "";
        });
        let expected = [
            named(NameKind::User, "Mia Falk"),
            named(NameKind::Client, "Relaunch"),
            named(NameKind::Project, "Relaunch"),
        ];
        assert_eq!(added.await, expected);

        let client = add_client(&store, "relaunch").await;
        let project = add_project(&store, client, "Relaunch", None).await;
        let place = book(&store, anna).await.place("", "Relaunch", "").unwrap();
        assert_eq!(place.project, Some(project));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_names_nobody_is_of_whoever_imports() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let person = book(&store, anna).await.person("", "").unwrap();
        assert_eq!(person.user, anna);
    })
    .await;
}

#[tokio::test]
async fn an_address_counts_more_than_a_name() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mia = add_user(&store, "mia", Role::Member).await;
        let mut book = book(&store, anna).await;
        assert_eq!(
            book.person("Anna Berg", "MIA@example.com").unwrap().user,
            mia
        );
        let new = book.person("Mia Falk", "falk@example.com").unwrap();
        let same = book.person("M. Falk", "Falk@Example.com").unwrap();
        assert_eq!(new, same);
        assert_ne!(new.user, mia);
    })
    .await;
}

#[tokio::test]
async fn a_name_alone_is_enough_where_one_user_has_it() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mut book = book(&store, anna).await;
        assert_eq!(book.person("anna berg", "").unwrap().user, anna);
        assert_eq!(
            book.person("ANNA BERG", "not an address").unwrap().user,
            anna
        );
        assert_eq!(book.person("", "Anna Berg").unwrap().user, anna);
    })
    .await;
}

#[tokio::test]
async fn somebody_without_an_address_gets_a_placeholder_and_is_found_again() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mut rows = [row("a"), row("b")];
        for row in &mut rows {
            row.email = "";
            row.name = "Kaan Öney";
        }
        rows[1].minutes_later = 60;
        import(&store, anna, &rows[..1]).await;
        let users = store.users().await.unwrap();
        let kaan = users.iter().find(|user| user.name == "Kaan Öney").unwrap();
        assert!(kaan.email.is_placeholder(), "{}", kaan.email);
        assert_eq!(Email::parse(kaan.email.as_str()).as_ref(), Ok(&kaan.email));

        assert_eq!(import(&store, anna, &rows).await, 1);
        assert_eq!(store.users().await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_two_users_have_becomes_a_third() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let one = add_user(&store, "Kaan", Role::Member).await;
        let two = add_user(&store, "kaan .", Role::Member).await;
        let name = store::Name::parse("Kaan").unwrap();
        store.set_user(two, &name, None).await.unwrap();
        let person = book(&store, anna).await.person("Kaan", "").unwrap();
        assert!(person.user != one && person.user != two);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_name_is_refused() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let long = "x".repeat(MAX_NAME + 1);
        let mut book = book(&store, anna).await;
        assert_eq!(book.place("a", &long, ""), Err(NameProblem::TooLong));
        assert_eq!(
            book.person(&long, "mia@example.com"),
            Err(NameProblem::TooLong)
        );
        assert_eq!(book.place("", "\u{200b}", ""), Err(NameProblem::Empty));
    })
    .await;
}

#[tokio::test]
async fn only_names_of_new_rows_are_added() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        import(&store, anna, &[row("a")]).await;
        let mut new = row("b");
        new.minutes_later = 60;
        new.task = "Design";
        let mut known = row("a");
        known.client = "An older name of the client";
        let (checked, _) = check(&store, anna, &[known, new]).await;
        let kept = store::testing::texts(&store, "select name from import_names")
            .await
            .unwrap();
        assert_eq!(kept, ["Design"], "{checked:?}");
    })
    .await;
}
