//! What an import adds, and that it adds all of it or nothing.

use store::imports::{ImportState, ImportStepError, Overlapping};
use store::testing::sample::{add_client, add_project, add_user, entry, now, set_up};
use store::testing::{execute, for_each_db, number, texts};
use store::{RateSource, Store};

use super::file::{Row, begin, check, current, finish, import, row, stage};

const COUNTS: [&str; 5] = ["users", "clients", "projects", "tasks", "time_entries"];

/// How many users, clients, projects, tasks and entries there are.
async fn counts(store: &Store) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in COUNTS {
        let count = number(store, &format!("select count(*) from {table}")).await;
        counts.push(count.unwrap());
    }
    counts
}

fn three() -> [Row; 3] {
    let mut rows = [row("a"), row("b"), row("c")];
    rows[1].minutes_later = 60;
    rows[1].billed = true;
    rows[2].minutes_later = 120;
    rows[2].name = "Kaan Öney";
    rows[2].email = "kaan@example.com";
    rows[2].rate = Some(10_550);
    rows
}

#[tokio::test]
async fn entries_are_what_the_rows_said() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (checked, comparison) = check(&store, anna, &three()).await;
        assert_eq!(counts(&store).await, [1, 0, 0, 0, 0], "a check adds nothing");
        assert_eq!((comparison.fresh.rows, comparison.fresh.seconds), (3, 3 * 3600));
        assert_eq!((comparison.known.rows, comparison.overlapping.rows), (0, 0));

        let added = finish(&store, &checked, Overlapping::Add).await.unwrap();
        assert_eq!(added.entries, 3);
        assert_eq!(counts(&store).await, [3, 1, 1, 1, 3]);
        let done = current(&store, checked.run).await;
        assert_eq!((done.state, done.added), (ImportState::Done, 3));

        let ids = texts(&store, "select note from time_entries order by started_at").await;
        assert_eq!(ids.unwrap(), ["a", "b", "c"]);
        let sources = "select coalesce(billed_source, '-') || coalesce(rate_source, '-') || coalesce(rate_cents, 0) || zone
                       from time_entries order by started_at";
        assert_eq!(
            texts(&store, sources).await.unwrap(),
            ["--0Europe/Berlin", "import-0Europe/Berlin", "-import10550Europe/Berlin"]
        );
        let kaan = store.check_password("kaan@example.com", "".into()).await.unwrap();
        assert_eq!(kaan, None, "who came with an import cannot sign in");
    })
    .await;
}

#[tokio::test]
async fn a_second_import_adds_nothing() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        assert_eq!(import(&store, anna, &three()).await, 3);
        // Renamed here since: the name in the file is nothing new either.
        execute(
            &store,
            "update clients set name = 'Optik', name_key = 'optik'",
        )
        .await
        .unwrap();
        let before = counts(&store).await;
        let (checked, comparison) = check(&store, anna, &three()).await;
        assert_eq!((comparison.fresh.rows, comparison.known.rows), (0, 3));
        assert_eq!(comparison.overlapping.rows, 0);
        let added = finish(&store, &checked, Overlapping::Add).await.unwrap();
        assert_eq!(added.entries, 0);
        assert_eq!(counts(&store).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_was_changed_at_its_source_overlaps() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        import(&store, anna, &three()).await;
        let mut rows = three();
        rows[0].label = "a2";
        rows[0].project = "Filialsuche";
        let (checked, comparison) = check(&store, anna, &rows).await;
        assert_eq!((comparison.fresh.rows, comparison.known.rows), (1, 2));
        assert_eq!(comparison.overlapping.rows, 1);
        let listed = store.overlapping_rows(checked.id, 10).await.unwrap();
        let [overlap] = listed.as_slice() else {
            panic!("{listed:?}")
        };
        assert_eq!((overlap.line, overlap.note.as_str()), (2, "a2"));
        assert_eq!(
            (overlap.started_at, overlap.note_here.as_str()),
            (now(), "a")
        );

        let before = counts(&store).await;
        let added = finish(&store, &checked, Overlapping::LeaveOut)
            .await
            .unwrap();
        assert_eq!(added.entries, 0);
        assert_eq!(
            counts(&store).await,
            before,
            "neither the row nor its new project"
        );
        assert_eq!(
            import(&store, anna, &rows).await,
            1,
            "unless somebody wants it"
        );
    })
    .await;
}

#[tokio::test]
async fn equal_rows_with_their_own_identity_are_separate_entries() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let rows = [row("a"), row("a again")];
        assert_eq!(import(&store, anna, &rows).await, 2);
        assert_eq!(import(&store, anna, &rows).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_was_added_since_the_check_stops_all_of_it() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (checked, _) = check(&store, anna, &three()).await;
        add_client(&store, "LINDNER OPTIK GMBH").await;
        let before = counts(&store).await;
        let refused = finish(&store, &checked, Overlapping::Add).await;
        assert!(
            matches!(refused, Err(ImportStepError::NamesChanged)),
            "{refused:?}"
        );
        assert_eq!(
            counts(&store).await,
            before,
            "not even the users before the client"
        );
        assert_eq!(
            import(&store, anna, &three()).await,
            3,
            "checked again it works"
        );
    })
    .await;
}

#[tokio::test]
async fn a_project_that_was_deleted_since_the_check_stops_all_of_it() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Lindner Optik GmbH").await;
        let project = add_project(&store, client, "Relaunch", None).await;
        let (checked, _) = check(&store, anna, &three()).await;
        store.delete_project(project).await.unwrap();
        let before = counts(&store).await;
        let refused = finish(&store, &checked, Overlapping::Add).await;
        assert!(
            matches!(refused, Err(ImportStepError::NamesChanged)),
            "{refused:?}"
        );
        assert_eq!(counts(&store).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_crash_while_staging_leaves_nothing_that_anybody_sees() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let run = begin(&store, anna).await;
        stage(&store, run, anna, &three()).await;
        assert_eq!(counts(&store).await, [1, 0, 0, 0, 0]);
        assert_eq!(
            import(&store, anna, &three()).await,
            3,
            "and is in nobody's way"
        );
    })
    .await;
}

#[tokio::test]
async fn rates_come_from_the_file_then_the_project_then_the_user() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Lindner Optik GmbH").await;
        add_project(&store, client, "Relaunch", Some(9_000)).await;
        let mut rows = three();
        rows[1].project = "";
        rows[1].task = "";
        rows[1].client = "";
        let mia = add_user(&store, "mia", domain::role::Role::Member).await;
        let name = store::Name::parse("Mia").unwrap();
        store
            .set_user(mia, &name, store::Rate::of_cents(7_000))
            .await
            .unwrap();
        import(&store, anna, &rows).await;
        let rates = "select rate_source || ' ' || rate_cents from time_entries order by started_at";
        assert_eq!(
            texts(&store, rates).await.unwrap(),
            ["project 9000", "user 7000", "import 10550"]
        );
        assert_eq!(RateSource::parse("import"), Some(RateSource::Import));
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_somebody_typed_overlaps_too() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let mia = add_user(&store, "mia", domain::role::Role::Member).await;
        store::testing::sample::add_entry(&store, &entry(mia, None, 0)).await;
        let (_, comparison) = check(&store, anna, &[row("a")]).await;
        assert_eq!((comparison.fresh.rows, comparison.overlapping.rows), (1, 1));
    })
    .await;
}
