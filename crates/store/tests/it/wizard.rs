//! An invoice in preparation: what it takes in, what it reserves, and its document.

use domain::document::{Document, Op};
use domain::level::{Level, MixedRates, Recipe, make};
use domain::period::DayRange;
use domain::position::PositionNo;
use domain::report::{Dimension, Filters, ReportQuery};
use domain::status::BillingStatus;
use domain::tax::TaxRate;
use domain::text::TextSource;
use domain::unit::TimeUnit;
use domain::{ClientId, EntryId, InvoiceId, Locale, ProjectId, UserId};
use store::invoices::{
    Begun, Invoice, LeftOutReason, MadeDocument, NewInvoice, SaveDocument, StepSaved,
};
use store::testing::sample::{add_client, add_entry, add_project, add_user, entry, now, set_up};
use store::testing::{for_each_db, random};
use store::{ReportScope, Store};

/// Anna, two clients with a project each, and three hours for the first one.
pub struct Office {
    pub anna: UserId,
    pub kitchen: ClientId,
    pub relaunch: ProjectId,
    pub entries: Vec<EntryId>,
}

pub async fn office(store: &Store) -> Office {
    let anna = set_up(store).await;
    let kitchen = add_client(store, "Hafenküche").await;
    let relaunch = add_project(store, kitchen, "Relaunch", Some(9_500)).await;
    let mut entries = Vec::new();
    for day in 0..3 {
        entries.push(add_entry(store, &entry(anna, Some(relaunch), -day)).await);
    }
    Office {
        anna,
        kitchen,
        relaunch,
        entries,
    }
}

fn new_invoice(user: UserId, token: &str) -> NewInvoice {
    let today = now().date_naive();
    let days = DayRange {
        from: today - chrono::Days::new(30),
        to: today,
    };
    NewInvoice {
        id: InvoiceId::new(now(), &random()),
        token: token.to_owned(),
        user,
        report: ReportQuery {
            group: Some(Dimension::Project),
            ..ReportQuery::default()
        },
        scope: ReportScope {
            days: Some(days),
            filters: Filters::default(),
            viewer: None,
        },
    }
}

pub async fn begin(store: &Store, user: UserId, token: &str) -> Invoice {
    let new = new_invoice(user, token);
    let begun = store.begin_invoice(&new, now()).await.unwrap();
    assert_eq!(begun, Begun::New(new.id));
    store.invoice(new.id).await.unwrap().unwrap()
}

async fn status(store: &Store, id: EntryId) -> BillingStatus {
    store.entry(id, None).await.unwrap().unwrap().status
}

pub fn recipe() -> Recipe {
    Recipe {
        level: Level::Times,
        mixed: MixedRates::Split,
        source: TextSource::ProjectName,
        template: None,
        unit: TimeUnit::Hours,
        usual_price: None,
        tax: TaxRate(1900),
        quantity_decimals: 2,
        price_decimals: 2,
        locale: Locale::En,
    }
}

/// Chooses the client and makes positions at level Times.
pub async fn with_positions(store: &Store, office: &Office, token: &str) -> (Invoice, Document) {
    let invoice = begin(store, office.anna, token).await;
    store
        .choose_client(invoice.id, office.kitchen, false, now())
        .await
        .unwrap();
    make_anew(store, invoice.id, &recipe()).await;
    let invoice = store.invoice(invoice.id).await.unwrap().unwrap();
    let document = store.document(&invoice, (2, 2)).await.unwrap();
    (invoice, document)
}

pub async fn make_anew(store: &Store, id: InvoiceId, recipe: &Recipe) {
    let (invoice, document, made) = read_made(store, id, recipe).await;
    let written = store
        .write_made(id, invoice.version, &document, &made, now())
        .await
        .unwrap();
    assert!(written);
}

/// The invoice, its document, and the positions that would be made now.
pub async fn read_made(
    store: &Store,
    id: InvoiceId,
    recipe: &Recipe,
) -> (Invoice, Document, MadeDocument) {
    let invoice = store.invoice(id).await.unwrap().unwrap();
    let document = store.document(&invoice, (2, 2)).await.unwrap();
    let entries = store.chosen_entries(&invoice, Locale::En).await.unwrap();
    let made = MadeDocument {
        made: make(&entries, recipe, document.next_no),
        entries,
        made_from: "these answers".to_owned(),
    };
    (invoice, document, made)
}

#[tokio::test]
async fn pressing_twice_is_one_invoice() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let first = begin(&store, office.anna, "token").await;
        let again = store
            .begin_invoice(&new_invoice(office.anna, "token"), now())
            .await
            .unwrap();
        assert_eq!(again, Begun::Before(first.id));
        let other = new_invoice(office.anna, "another");
        assert_eq!(
            store.begin_invoice(&other, now()).await.unwrap(),
            Begun::New(other.id)
        );
        let going_on = store
            .invoice_in_preparation(office.anna, &other.report)
            .await
            .unwrap();
        assert!(going_on.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_report_without_open_entries_begins_nothing() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let client = add_client(&store, "Hafenküche").await;
        let project = add_project(&store, client, "Relaunch", None).await;
        let mut fields = entry(anna, Some(project), 0);
        fields.billable = false;
        add_entry(&store, &fields).await;
        let begun = store
            .begin_invoice(&new_invoice(anna, "token"), now())
            .await
            .unwrap();
        assert_eq!(begun, Begun::NothingToBill);
        assert!(store.invoices(10, 0).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_chosen_client_is_reserved_and_can_be_taken_over() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let jonas = add_user(&store, "jonas", domain::role::Role::Biller).await;
        let annas = begin(&store, office.anna, "annas").await;
        let jonas_invoice = begin(&store, jonas, "jonas").await;
        let chosen = store
            .choose_client(annas.id, office.kitchen, false, now())
            .await
            .unwrap();
        assert_eq!(chosen, 3);
        assert_eq!(
            status(&store, office.entries[0]).await,
            BillingStatus::Reserved
        );

        let left_out = store
            .left_out(
                jonas_invoice.id,
                Some(office.kitchen),
                &new_invoice(jonas, "").scope,
                100,
            )
            .await
            .unwrap();
        assert!(left_out.iter().all(|entry| entry.reason
            == LeftOutReason::Reserved {
                invoice: annas.id,
                by: "Anna Berg".to_owned()
            }));
        assert_eq!(left_out.len(), 3);
        let scope = new_invoice(jonas, "").scope;
        assert_eq!(store.free_entries(&scope).await.unwrap(), 0);
        let none = store
            .choose_client(jonas_invoice.id, office.kitchen, false, now())
            .await
            .unwrap();
        assert_eq!(none, 0);
        let taken = store
            .choose_client(jonas_invoice.id, office.kitchen, true, now())
            .await
            .unwrap();
        assert_eq!(taken, 3);
        let shares = store.clients_of_invoice(annas.id).await.unwrap();
        let [share] = shares.as_slice() else {
            panic!("{shares:?}")
        };
        let (entries, seconds, reserved) = (share.entries, share.seconds, share.reserved);
        assert_eq!(
            (entries, seconds, reserved),
            (0, 0, 3),
            "what Jonas took over is no longer Anna's, and she can take it back"
        );
    })
    .await;
}

#[tokio::test]
async fn every_entry_is_in_or_has_its_reason() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let other = add_client(&store, "Zweirad Sommer").await;
        let shop = add_project(&store, other, "Shop", None).await;
        add_entry(&store, &entry(office.anna, Some(shop), -1)).await;
        add_entry(&store, &entry(office.anna, None, -1)).await;
        let mut free = entry(office.anna, Some(office.relaunch), -1);
        free.billable = false;
        add_entry(&store, &free).await;
        let invoice = begin(&store, office.anna, "token").await;
        add_entry(&store, &entry(office.anna, Some(office.relaunch), -2)).await;

        let scope = new_invoice(office.anna, "").scope;
        let left_out = store
            .left_out(invoice.id, Some(office.kitchen), &scope, 100)
            .await
            .unwrap();
        let mut reasons: Vec<_> = left_out
            .iter()
            .map(|entry| format!("{:?}", entry.reason))
            .collect();
        reasons.sort();
        assert_eq!(reasons, ["New", "NoClient", "NotBillable"]);
        let others = store.other_clients(office.kitchen, &scope).await.unwrap();
        let others: Vec<_> = others.iter().map(|of| (of.id, of.entries)).collect();
        assert_eq!(others, [(other, 1)]);
        let shares = store.clients_of_invoice(invoice.id).await.unwrap();
        assert_eq!((shares[0].id, shares[0].entries), (office.kitchen, 3));
        assert_eq!((shares[1].id, shares[1].entries), (other, 1));
    })
    .await;
}

#[tokio::test]
async fn the_second_to_save_is_told() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let (invoice, before) = with_positions(&store, &office, "token").await;
        let edited = |text: &str| {
            let mut after = before.clone();
            let no = before.positions[0].no;
            after
                .apply(&Op::Text {
                    no,
                    text: text.to_owned(),
                })
                .unwrap();
            after
        };
        let saved = store
            .save_document(invoice.id, invoice.version, &before, &edited("mine"), now())
            .await
            .unwrap();
        assert_eq!(saved, SaveDocument::Saved(invoice.version + 1));
        let refused = store
            .save_document(
                invoice.id,
                invoice.version,
                &before,
                &edited("theirs"),
                now(),
            )
            .await
            .unwrap();
        assert_eq!(refused, SaveDocument::Conflict);
        let now_stored = store.document(&invoice, (2, 2)).await.unwrap();
        assert_eq!(now_stored, edited("mine"));
    })
    .await;
}

#[tokio::test]
async fn edits_are_read_as_written_and_a_deleted_position_frees_its_entries() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let (invoice, before) = with_positions(&store, &office, "token").await;
        let nos: Vec<PositionNo> = before.positions.iter().map(|p| p.no).collect();
        let mut after = before.clone();
        for op in [
            Op::Price {
                no: nos[0],
                typed: "1e3".to_owned(),
            },
            Op::Quantity {
                no: nos[1],
                typed: "1,25".to_owned(),
            },
            Op::MoveDown { no: nos[0] },
            Op::Delete { no: nos[2] },
            Op::Add,
        ] {
            after.apply(&op).unwrap();
        }
        store
            .save_document(invoice.id, invoice.version, &before, &after, now())
            .await
            .unwrap();
        let stored = store.document(&invoice, (2, 2)).await.unwrap();
        assert_eq!(stored, after);
        let (entries, seconds, ..) = store.positioned_summary(invoice.id).await.unwrap().unwrap();
        assert_eq!((entries, seconds), (2, 7_200));
        let free: Vec<_> = {
            let mut free = Vec::new();
            for id in &office.entries {
                if status(&store, *id).await == BillingStatus::Billable {
                    free.push(*id);
                }
            }
            free
        };
        assert_eq!(free.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn answers_are_kept_only_while_in_preparation() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let invoice = begin(&store, office.anna, "token").await;
        let saved = store
            .choose_text(
                invoice.id,
                TextSource::Template,
                "{oops",
                TimeUnit::Days,
                now(),
            )
            .await
            .unwrap();
        assert_eq!(saved, StepSaved::Saved);
        let stored = store.invoice(invoice.id).await.unwrap().unwrap();
        assert_eq!(
            (stored.text_source, stored.template.as_str(), stored.unit),
            (TextSource::Template, "{oops", TimeUnit::Days)
        );
        let gone = InvoiceId::new(now(), &random());
        let saved = store
            .choose_level(gone, Level::Times, MixedRates::Split, now())
            .await
            .unwrap();
        assert_eq!(saved, StepSaved::NotPreparing);
    })
    .await;
}

#[tokio::test]
async fn a_client_of_which_nothing_is_free_changes_nothing() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let (invoice, document) = with_positions(&store, &office, "token").await;
        let other = add_client(&store, "Gleis 7").await;
        let chosen = store.choose_client(invoice.id, other, false, now()).await;
        assert_eq!(chosen.unwrap(), 0);
        let stored = store.invoice(invoice.id).await.unwrap().unwrap();
        assert_eq!(
            (stored.client, &stored.made_from, stored.version),
            (invoice.client, &invoice.made_from, invoice.version)
        );
        assert_eq!(store.document(&invoice, (2, 2)).await.unwrap(), document);
        for entry in office.entries {
            assert_eq!(status(&store, entry).await, BillingStatus::Reserved);
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_tab_changes_nothing_of_an_invoice_that_is_past_the_wizard() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let (invoice, document) = with_positions(&store, &office, "token").await;
        store::testing::execute(&store, "update invoices set state = 'released'")
            .await
            .unwrap();
        let chosen = store
            .choose_client(invoice.id, office.kitchen, true, now())
            .await
            .unwrap();
        assert_eq!(chosen, 0);
        let stored = store.document(&invoice, (2, 2)).await.unwrap();
        assert_eq!(stored, document);
        let (entries, ..) = store.positioned_summary(invoice.id).await.unwrap().unwrap();
        assert_eq!(entries, 3);
    })
    .await;
}
