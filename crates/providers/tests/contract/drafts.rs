//! The drafts of a customer.

use domain::payload::CustomerRef;
use providers::{DraftPage, DraftSummary};

use crate::acts::Acts as _;
use crate::office::Office;
use crate::sample::{self, EARLIER, MARKER};

for_each_office!(
    only_the_drafts_of_the_customer_are_listed_newest_first,
    a_draft_in_the_list_is_summed_up,
    many_drafts_are_all_listed_or_said_to_be_more,
    a_customer_who_does_not_exist_has_none,
);

fn ids(drafts: &[DraftSummary]) -> Vec<&str> {
    drafts
        .iter()
        .map(|draft| draft.remote_id.as_str())
        .collect()
}

async fn only_the_drafts_of_the_customer_are_listed_newest_first<O: Office>() {
    let office = O::open().await;
    let (_, before) = office.drafted().await;
    let customer = office.customer(O::DRAFTED).await;
    let other = office.customer("O'Brien Ltd.").await;
    let mut made = Vec::new();
    for whose in [&customer, &other, &customer, &customer] {
        office.desk().clock.advance(1);
        let payload = sample::october(whose.clone(), &office.tool());
        made.push(office.made(&payload, MARKER).await.remote_id);
    }
    let list = async || {
        let page = office.adapter().drafts(&customer).await.unwrap();
        assert!(!page.more);
        page.drafts
    };
    let drafts = list().await;
    assert_eq!(
        ids(&drafts),
        [&made[3], &made[2], &made[0], &before.remote_id]
    );
    assert!(drafts.iter().all(|draft| draft.unusable.is_none()));
    // What is final or gone is no draft any more.
    office
        .desk()
        .press(&format!("{}/finalise", made[2]), &[])
        .await;
    office
        .desk()
        .press(&format!("{}/delete", made[0]), &[])
        .await;
    assert_eq!(ids(&list().await), [&made[3], &before.remote_id]);
    let theirs = office.adapter().drafts(&other).await.unwrap();
    assert_eq!(ids(&theirs.drafts), [&made[1]]);
}

async fn a_draft_in_the_list_is_summed_up<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let made = office.made(&payload, EARLIER).await;
    let drafts = office.adapter().drafts(&payload.customer).await.unwrap();
    let draft = &drafts.drafts[0];
    assert_eq!(draft.remote_id, made.remote_id);
    assert_eq!(
        (draft.net, draft.date),
        (payload.net, Some(payload.invoice_date))
    );
    assert_eq!(draft.header, payload.header);
    assert_eq!(draft.reference, made.reference);
    let image = office.adapter().before_image(&made.remote_id).await;
    let image = image.unwrap().unwrap();
    assert_eq!((&image.summary, &image.document), (draft, &made));
}

async fn many_drafts_are_all_listed_or_said_to_be_more<O: Office>() {
    let office = O::open().await;
    let customer = office.customer("O'Brien Ltd.").await;
    let payload = sample::october(customer.clone(), &office.tool());
    let mut made = Vec::new();
    for _ in 0..30 {
        office.desk().clock.advance(1);
        made.insert(0, office.made(&payload, MARKER).await.remote_id);
    }
    let page = office.adapter().drafts(&customer).await.unwrap();
    let listed = ids(&page.drafts);
    assert!(listed.len() > 5, "{listed:?}");
    assert_eq!(listed, made[..listed.len()]);
    assert_eq!(page.more, listed.len() < made.len());
}

async fn a_customer_who_does_not_exist_has_none<O: Office>() {
    let office = O::open().await;
    let nobody = CustomerRef {
        id: "1".to_owned(),
        name: "Niemand".to_owned(),
    };
    assert_eq!(
        office.adapter().drafts(&nobody).await,
        Ok(DraftPage::default())
    );
}
