//! Clients, projects, tasks and types of work.

use domain::{ClientId, ProjectId, TaskId, WorkTypeId};
use store::testing::sample::{
    add_client, add_entry, add_project, add_task, entry, name, now, set_up,
};
use store::testing::{execute, for_each_db, random};
use store::{NewProject, Rate, Store, WorkError};

fn new_project(client: ClientId, text: &str) -> NewProject {
    NewProject {
        id: ProjectId::new(now(), &random()),
        client,
        name: name(text),
        rate: None,
    }
}

async fn client_names(store: &Store) -> Vec<String> {
    store
        .clients()
        .await
        .unwrap()
        .into_iter()
        .map(|client| client.name)
        .collect()
}

#[tokio::test]
async fn a_client_is_added_renamed_archived_restored_and_deleted() {
    for_each_db(async |store| {
        let id = add_client(&store, "Hafenküche").await;
        add_client(&store, "Äpfel & Co").await;
        store.rename_client(id, &name("Zum Hafen")).await.unwrap();
        assert_eq!(client_names(&store).await, ["Äpfel & Co", "Zum Hafen"]);
        let last = add_client(&store, "aaa").await;
        store.archive_client(last, Some(now())).await.unwrap();
        assert_eq!(
            client_names(&store).await,
            ["Äpfel & Co", "Zum Hafen", "aaa"]
        );
        assert_eq!(
            store.client(last).await.unwrap().unwrap().archived_at,
            Some(now())
        );
        store.archive_client(last, None).await.unwrap();
        assert_eq!(
            client_names(&store).await,
            ["aaa", "Äpfel & Co", "Zum Hafen"]
        );
        store.delete_client(last).await.unwrap();
        assert_eq!(store.client(last).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_taken_in_any_spelling() {
    for_each_db(async |store| {
        let first = add_client(&store, "Ärztehaus Nord").await;
        store.archive_client(first, Some(now())).await.unwrap();
        let second = add_client(&store, "Süd").await;
        let twin = store
            .add_client(ClientId::new(now(), &random()), &name("ÄRZTEHAUS  nord"))
            .await;
        assert!(matches!(twin, Err(WorkError::NameTaken)), "{twin:?}");
        let renamed = store.rename_client(second, &name("ärztehaus nord")).await;
        assert!(matches!(renamed, Err(WorkError::NameTaken)), "{renamed:?}");
        store
            .rename_client(first, &name("ÄRZTEHAUS NORD"))
            .await
            .unwrap();

        // Projects of different clients, and tasks of different projects, may share a name.
        let (one, two) = (
            add_project(&store, first, "Relaunch", None).await,
            add_project(&store, second, "Relaunch", None).await,
        );
        let twin = store.add_project(&new_project(first, "relaunch")).await;
        assert!(matches!(twin, Err(WorkError::NameTaken)), "{twin:?}");
        add_task(&store, one, "Design").await;
        add_task(&store, two, "Design").await;
        let twin = store
            .add_task(TaskId::new(now(), &random()), two, &name("DESIGN"))
            .await;
        assert!(matches!(twin, Err(WorkError::NameTaken)), "{twin:?}");

        store
            .add_work_type(WorkTypeId::new(now(), &random()), &name("Beratung"))
            .await
            .unwrap();
        let twin = store
            .add_work_type(WorkTypeId::new(now(), &random()), &name("beratung"))
            .await;
        assert!(matches!(twin, Err(WorkError::NameTaken)), "{twin:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_in_use_is_not_deleted() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let project = add_project(&store, client, "Relaunch", None).await;
        let (used, idle) = (
            add_task(&store, project, "Design").await,
            add_task(&store, project, "Text").await,
        );
        let kind = WorkTypeId::new(now(), &random());
        store.add_work_type(kind, &name("Beratung")).await.unwrap();
        let mut fields = entry(anna, Some(project), 0);
        (fields.task, fields.work_type) = (Some(used), Some(kind));
        let entry = add_entry(&store, &fields).await;

        for refused in [
            store.delete_client(client).await,
            store.delete_project(project).await,
            store.delete_task(used).await,
            store.delete_work_type(kind).await,
        ] {
            assert!(matches!(refused, Err(WorkError::InUse)), "{refused:?}");
        }
        assert_eq!(
            store.tasks_of(project).await.unwrap().len(),
            2,
            "nothing half deleted"
        );
        store.delete_task(idle).await.unwrap();
        store.delete_entry(entry, 1, None).await.unwrap();
        store.delete_project(project).await.unwrap();
        assert!(store.tasks().await.unwrap().is_empty());
        store.delete_client(client).await.unwrap();
        store.delete_work_type(kind).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_client_with_an_invoice_is_not_deleted() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let insert = format!(
            "insert into invoices (id, create_token, state, created_by, created_at, worked_at, report_url, client_id)
             select id, 't', 'preparing', id, created_at, created_at, '', (select id from clients) from users where email = '{}'",
            store.user(anna).await.unwrap().unwrap().email
        );
        execute(&store, &insert).await.unwrap();
        let refused = store.delete_client(client).await;
        assert!(matches!(refused, Err(WorkError::InUse)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn projects_are_listed_by_client_and_closed_with_it() {
    for_each_db(async |store| {
        let (b, a) = (
            add_client(&store, "Beta").await,
            add_client(&store, "Alpha").await,
        );
        let relaunch = add_project(&store, b, "Relaunch", Some(9500)).await;
        add_project(&store, b, "Audit", None).await;
        let shop = add_project(&store, a, "Shop", None).await;
        let titles = async || -> Vec<String> {
            let projects = store.projects().await.unwrap();
            projects
                .iter()
                .map(|p| format!("{} {} {}", p.client_name, p.name, p.is_open))
                .collect()
        };
        assert_eq!(
            titles().await,
            ["Alpha Shop true", "Beta Audit true", "Beta Relaunch true"]
        );
        store.archive_client(a, Some(now())).await.unwrap();
        store.archive_project(relaunch, Some(now())).await.unwrap();
        assert_eq!(
            titles().await,
            ["Beta Audit true", "Alpha Shop false", "Beta Relaunch false"]
        );
        assert!(!store.project(shop).await.unwrap().unwrap().is_open);

        store.archive_project(relaunch, None).await.unwrap();
        store
            .rename_project(relaunch, &name("Neustart"))
            .await
            .unwrap();
        store
            .set_project_rate(relaunch, Rate::of_cents(12_000))
            .await
            .unwrap();
        let project = store.project(relaunch).await.unwrap().unwrap();
        assert_eq!(
            (project.name.as_str(), project.rate, project.is_open),
            ("Neustart", Rate::of_cents(12_000), true)
        );
    })
    .await;
}

#[tokio::test]
async fn tasks_and_types_are_renamed_and_archived() {
    for_each_db(async |store| {
        let client = add_client(&store, "Beta").await;
        let project = add_project(&store, client, "Relaunch", None).await;
        let (design, text) = (
            add_task(&store, project, "Design").await,
            add_task(&store, project, "Text").await,
        );
        store
            .rename_task(text, &name("Ausarbeitung"))
            .await
            .unwrap();
        store.archive_task(design, Some(now())).await.unwrap();
        let tasks = store.tasks_of(project).await.unwrap();
        assert_eq!(
            tasks
                .iter()
                .map(|task| task.name.as_str())
                .collect::<Vec<_>>(),
            ["Ausarbeitung", "Design"]
        );
        assert_eq!(
            store.task(design).await.unwrap().unwrap().archived_at,
            Some(now())
        );
        store.archive_task(design, None).await.unwrap();
        assert_eq!(store.task(design).await.unwrap().unwrap().archived_at, None);

        let (one, two) = (
            WorkTypeId::new(now(), &random()),
            WorkTypeId::new(now(), &random()),
        );
        store.add_work_type(one, &name("Beratung")).await.unwrap();
        store.add_work_type(two, &name("Umsetzung")).await.unwrap();
        store.archive_work_type(one, Some(now())).await.unwrap();
        store
            .rename_work_type(two, &name("Zeichnen"))
            .await
            .unwrap();
        let types = store.work_types().await.unwrap();
        assert_eq!(
            types
                .iter()
                .map(|kind| kind.name.as_str())
                .collect::<Vec<_>>(),
            ["Zeichnen", "Beratung"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_not_changed() {
    for_each_db(async |store| {
        let (client, project) = (
            ClientId::new(now(), &random()),
            ProjectId::new(now(), &random()),
        );
        let (task, kind) = (
            TaskId::new(now(), &random()),
            WorkTypeId::new(now(), &random()),
        );
        for refused in [
            store.add_project(&new_project(client, "X")).await,
            store.add_task(task, project, &name("X")).await,
            store.rename_client(client, &name("X")).await,
            store.archive_project(project, Some(now())).await,
            store.set_project_rate(project, None).await,
            store.delete_client(client).await,
            store.delete_project(project).await,
            store.delete_task(task).await,
            store.archive_task(task, None).await,
            store.rename_work_type(kind, &name("X")).await,
            store.delete_work_type(kind).await,
        ] {
            assert!(matches!(refused, Err(WorkError::Gone)), "{refused:?}");
        }
    })
    .await;
}
