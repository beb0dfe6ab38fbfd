//! The drafts of a company.

use providers::hq::Dialect;
use providers::{Provider, WhyUnusable};
use sandbox::Filters;
use serde_json::json;

use crate::support::{BOTH, Tenant};

fn name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V1Odata => "v1",
        Dialect::V2Rest => "v2",
    }
}

#[tokio::test]
async fn a_filter_that_is_ignored_brings_no_draft_of_others() {
    for dialect in BOTH {
        let ignored = |tenant: &mut sandbox::HqOptions| tenant.filters = Filters::Ignored;
        let tenant = Tenant::open_with(dialect, ignored, |_| {}).await;
        let (customer, before) = tenant.drafted().await;
        let draft =
            |company: &str| json!({"company": company, "dialect": name(dialect), "lines": 2});
        let drafts = json!({"drafts": [draft(&customer.name), draft("O'Brien Ltd.")]});
        let seeded = tenant.seed(drafts).await["drafts"][0].clone();
        let drafts = tenant.hq.drafts(&customer).await.unwrap().drafts;
        let ids: Vec<&str> = drafts
            .iter()
            .map(|draft| draft.remote_id.as_str())
            .collect();
        assert_eq!(ids, [seeded.as_str().unwrap(), &before.remote_id]);
    }
}

#[tokio::test]
async fn a_draft_in_another_currency_says_why_it_cannot_be_used() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let customer = tenant.customer("O'Brien Ltd.").await;
        let draft = json!({"company": customer.name, "dialect": name(dialect), "currency": "GBP"});
        let seeded = tenant.seed(json!({"drafts": [draft]})).await;
        let drafts = tenant.hq.drafts(&customer).await.unwrap().drafts;
        assert_eq!(drafts[0].unusable, Some(WhyUnusable::Currency));
        let id = seeded["drafts"][0].as_str().unwrap();
        assert_eq!(tenant.hq.before_image(id).await, Ok(None));
    }
}

#[tokio::test]
async fn an_image_shows_what_a_person_has_to_know() {
    let tenant = Tenant::open(Dialect::V1Odata).await;
    let (_, before) = tenant.drafted().await;
    assert_eq!(before.summary.header, "Rechnung Onlineshop");
    assert_eq!(before.summary.net.to_euro().to_string(), "1379.00");
    let texts: Vec<&str> = before
        .document
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(texts, ["Konzept", "Hosting", "Workshop"]);
    for unknown in ["1", "0", "../157100", "", "157117"] {
        assert_eq!(tenant.hq.before_image(unknown).await, Ok(None), "{unknown}");
        assert_eq!(tenant.hq.read(unknown).await, Ok(None), "{unknown}");
    }
}
