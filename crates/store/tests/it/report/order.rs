//! The order in which groups stand.

use chrono::NaiveDate;
use domain::report::Dimension;
use domain::role::Role;
use store::testing::for_each_db;
use store::testing::sample::{add_client, add_entry, add_project, add_user, entry, set_up};
use store::{Key, ReportScope, Title};

#[tokio::test]
async fn groups_stand_in_the_order_of_names_and_days() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let zoe = add_user(&store, "Zoe", Role::Member).await;
        let (b, a) = (
            add_client(&store, "Beta").await,
            add_client(&store, "Älpler").await,
        );
        let shop_b = add_project(&store, b, "Shop", None).await;
        let shop_a = add_project(&store, a, "Shop", None).await;
        let audit = add_project(&store, b, "audit", None).await;
        for (user, project, day) in [
            (zoe, Some(shop_b), 2),
            (anna, Some(shop_a), 0),
            (anna, None, 20),
            (zoe, Some(audit), 1),
        ] {
            add_entry(&store, &entry(user, project, day)).await;
        }
        let titles = async |dimension| -> Vec<String> {
            let report = store
                .report(&ReportScope::default(), Some(dimension), None, 1)
                .await
                .unwrap();
            let title = |title: Title| format!("{}/{}", title.name, title.of);
            report
                .groups
                .into_iter()
                .filter_map(|group| group.title.map(title))
                .collect()
        };
        assert_eq!(
            titles(Dimension::Project).await,
            ["Shop/Älpler", "audit/Beta", "Shop/Beta", "/"],
            "as a person reads them: the client, then the project"
        );
        assert_eq!(titles(Dimension::Client).await, ["Älpler/", "Beta/", "/"]);
        assert_eq!(titles(Dimension::User).await, ["Anna Berg/", "Zoe/"]);
        let report = store
            .report(
                &ReportScope::default(),
                Some(Dimension::Month),
                Some(Dimension::Day),
                1,
            )
            .await
            .unwrap();
        let keys: Vec<(Key, usize)> = report
            .groups
            .iter()
            .map(|group| (group.title.as_ref().unwrap().key, group.rows.len()))
            .collect();
        let first = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        assert_eq!(
            keys,
            [(Key::Month(first(11)), 3), (Key::Month(first(12)), 1)]
        );
    })
    .await;
}
