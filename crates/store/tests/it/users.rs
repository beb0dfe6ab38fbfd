//! Users, roles and passwords.

use domain::Locale;
use domain::role::Role;
use secrecy::SecretString;
use store::testing::sample::{PASSWORD, add_user, name, new_user, now, set_up, stamp};
use store::testing::{execute, for_each_db, random};
use store::{AuditKind, NewPassword, Rate, Store, UserError};

async fn signs_in(store: &Store, email: &str, password: &str) -> bool {
    store
        .check_password(email, SecretString::from(password))
        .await
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn a_user_is_read_as_written() {
    for_each_db(async |store| {
        let mut new = new_user("Émile Öztürk", Role::Biller);
        new.rate = Rate::of_cents(9500);
        store.add_user(&new, &stamp(None)).await.unwrap();
        let user = store.user(new.id).await.unwrap().unwrap();
        assert_eq!(
            (user.email.as_str(), user.name.as_str()),
            ("émile.öztürk@example.com", "Émile Öztürk")
        );
        assert_eq!(
            (user.role, user.rate, user.locale),
            (Role::Biller, Rate::of_cents(9500), None)
        );
        assert!(!user.has_password && user.archived_at.is_none());

        store.set_user(new.id, &name("Emil"), None).await.unwrap();
        store.set_locale(new.id, Locale::De).await.unwrap();
        store
            .set_role(new.id, Role::Member, &stamp(None))
            .await
            .unwrap();
        let user = store.user(new.id).await.unwrap().unwrap();
        assert_eq!(
            (user.name.as_str(), user.rate, user.locale, user.role),
            ("Emil", None, Some(Locale::De), Role::Member)
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_one_user() {
    for_each_db(async |store| {
        let first = add_user(&store, "Anna", Role::Admin).await;
        let again = store
            .add_user(&new_user("ANNA", Role::Member), &stamp(None))
            .await;
        assert!(matches!(again, Err(UserError::EmailTaken)), "{again:?}");
        assert_eq!(
            store
                .users()
                .await
                .unwrap()
                .iter()
                .map(|user| user.id)
                .collect::<Vec<_>>(),
            [first]
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_is_changed_who_is_not_there() {
    for_each_db(async |store| {
        set_up(&store).await;
        let ghost = new_user("Ghost", Role::Admin).id;
        assert_eq!(store.user(ghost).await.unwrap(), None);
        for refused in [
            store.set_user(ghost, &name("X"), None).await,
            store.set_role(ghost, Role::Admin, &stamp(None)).await,
            store.archive_user(ghost, &stamp(None)).await,
            store.restore_user(ghost, &stamp(None)).await,
            store.set_locale(ghost, Locale::En).await,
        ] {
            assert!(matches!(refused, Err(UserError::Gone)), "{refused:?}");
        }
        assert_eq!(store.audit_log(10).await.unwrap().len(), 1);
    })
    .await;
}

/// One that opens nothing; but whoever has one can sign in.
async fn give_password(store: &Store, name: &str) {
    let update = format!("update users set password_hash = 'hash' where name = '{name}'");
    assert_eq!(execute(store, &update).await.unwrap(), 1);
}

#[tokio::test]
async fn the_last_admin_stays() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let by_anna = || stamp(Some(anna));
        let demoted = store.set_role(anna, Role::Member, &by_anna()).await;
        assert!(matches!(demoted, Err(UserError::LastAdmin)));
        assert!(matches!(
            store.archive_user(anna, &by_anna()).await,
            Err(UserError::LastAdmin)
        ));

        let ben = add_user(&store, "Ben", Role::Admin).await;
        let demoted = store.set_role(anna, Role::Member, &by_anna()).await;
        assert!(
            matches!(demoted, Err(UserError::LastAdmin)),
            "Ben has no password yet"
        );
        give_password(&store, "Ben").await;
        store.archive_user(anna, &by_anna()).await.unwrap();
        assert!(matches!(
            store.set_role(ben, Role::Biller, &by_anna()).await,
            Err(UserError::LastAdmin)
        ));
        store.restore_user(anna, &by_anna()).await.unwrap();
        store.set_role(ben, Role::Biller, &by_anna()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_two_admins_who_demote_each_other_at_once_one_stays() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let ben = add_user(&store, "Ben", Role::Admin).await;
        give_password(&store, "Ben").await;
        let (by_anna, by_ben) = (stamp(Some(anna)), stamp(Some(ben)));
        let both = tokio::join!(
            store.set_role(ben, Role::Member, &by_anna),
            store.set_role(anna, Role::Member, &by_ben),
        );
        let users = store.users().await.unwrap();
        let admins = users.iter().filter(|user| user.role == Role::Admin).count();
        assert_eq!((admins, both.0.is_ok()), (1, both.1.is_err()), "{both:?}");
    })
    .await;
}

#[tokio::test]
async fn a_password_opens_one_account_while_it_is_not_archived() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        add_user(&store, "Ben", Role::Admin).await;
        assert!(signs_in(&store, " Anna.Berg@example.com ", PASSWORD).await);
        assert!(!signs_in(&store, "anna.berg@example.com", "drei Boote im Sturm").await);
        assert!(
            !signs_in(&store, "ben@example.com", PASSWORD).await,
            "no password yet"
        );
        assert!(!signs_in(&store, "nobody@example.com", PASSWORD).await);
        assert!(!signs_in(&store, "not an address", PASSWORD).await);

        give_password(&store, "Ben").await;
        store.archive_user(anna, &stamp(None)).await.unwrap();
        assert!(!signs_in(&store, "anna.berg@example.com", PASSWORD).await);
        store.restore_user(anna, &stamp(None)).await.unwrap();
        assert!(signs_in(&store, "anna.berg@example.com", PASSWORD).await);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_replaces_the_old_one() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let email = store.user(anna).await.unwrap().unwrap().email;
        let password =
            NewPassword::parse(SecretString::from("zwei Schafe im Regen"), &email).unwrap();
        let hash = password.hash(random()).await.unwrap();
        store
            .set_password(anna, &hash, &stamp(Some(anna)))
            .await
            .unwrap();
        assert!(!signs_in(&store, email.as_str(), PASSWORD).await);
        assert!(signs_in(&store, email.as_str(), "zwei Schafe im Regen").await);

        let ghost = new_user("Ghost", Role::Admin).id;
        let refused = store.set_password(ghost, &hash, &stamp(None)).await;
        assert!(matches!(refused, Err(UserError::Gone)));
    })
    .await;
}

#[tokio::test]
async fn users_are_listed_by_name_and_archived_ones_last() {
    for_each_db(async |store| {
        set_up(&store).await;
        for text in ["Zoe", "özlem", "Otto", "Paul"] {
            add_user(&store, text, Role::Member).await;
        }
        let otto = store
            .users()
            .await
            .unwrap()
            .iter()
            .find(|user| user.name == "Otto")
            .unwrap()
            .id;
        store.archive_user(otto, &stamp(None)).await.unwrap();
        let users = store.users().await.unwrap();
        let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
        assert_eq!(names, ["Anna Berg", "özlem", "Paul", "Zoe", "Otto"]);
        assert_eq!(users[4].archived_at, Some(now()));
    })
    .await;
}

#[tokio::test]
async fn what_is_done_to_users_is_recorded() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let later = |seconds| {
            let mut stamp = stamp(Some(anna));
            stamp.at += chrono::TimeDelta::seconds(seconds);
            stamp
        };
        let ben = new_user("Ben", Role::Member);
        store.add_user(&ben, &later(1)).await.unwrap();
        store
            .set_role(ben.id, Role::Biller, &later(2))
            .await
            .unwrap();
        store
            .audit(AuditKind::SignInFailed, "mallory@example.com", &later(3))
            .await
            .unwrap();
        let log = store.audit_log(3).await.unwrap();
        let kinds: Vec<AuditKind> = log.iter().map(|event| event.kind).collect();
        assert_eq!(
            kinds,
            [
                AuditKind::SignInFailed,
                AuditKind::RoleSet,
                AuditKind::UserAdded
            ]
        );
        assert_eq!(log[1].detail, format!("{} biller", ben.id));
        assert_eq!((log[1].by, log[1].at), (Some(anna), later(2).at));
    })
    .await;
}
