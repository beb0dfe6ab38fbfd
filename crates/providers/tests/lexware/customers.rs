//! Finding customers however they are typed.

use providers::{CustomerPage, Provider};

use crate::office::Office;

async fn search(office: &Office, search: &str) -> CustomerPage {
    office.lexware.customers(search).await.unwrap()
}

async fn names(office: &Office, text: &str) -> Vec<String> {
    let page = search(office, text).await;
    page.customers
        .into_iter()
        .map(|customer| customer.name)
        .collect()
}

#[tokio::test]
async fn umlauts_and_ampersands_find_their_customer() {
    let office = Office::open_with(|options| options.more_customers = 400).await;
    for typed in [
        "Müller",
        "MÜLLER",
        "mueller",
        "muller",
        "Müller & Söhne",
        "söhne mül",
        "soehne",
        "Müller & S",
    ] {
        assert_eq!(
            names(&office, typed).await,
            ["Müller & Söhne GmbH"],
            "{typed}"
        );
    }
    assert_eq!(names(&office, "Süß&").await, Vec::<String>::new());
    assert_eq!(
        names(&office, "suess & salzig").await,
        ["Bäckerei Süß & Salzig OHG"]
    );
    assert_eq!(
        names(&office, "ostergaard").await,
        ["Lund & Østergaard ApS"]
    );
    assert_eq!(names(&office, "cafe").await, ["Café „Zur Linde\""]);
    assert_eq!(names(&office, "o'brien").await, ["O'Brien Ltd."]);
    assert_eq!(names(&office, "sommer").await, ["Greta Sommer"]);
}

#[tokio::test]
async fn fewer_than_three_letters_are_looked_for_here() {
    let office = Office::open().await;
    assert_eq!(names(&office, "cm").await, ["ACME GmbH"]);
    assert_eq!(names(&office, "& s").await.len(), 3);
}

#[tokio::test]
async fn a_number_finds_its_customer() {
    let office = Office::open_with(|options| options.more_customers = 400).await;
    let page = search(&office, "10002").await;
    let found: Vec<(&str, &str)> = page
        .customers
        .iter()
        .map(|customer| (customer.name.as_str(), customer.number.as_str()))
        .collect();
    assert_eq!(found, [("ACME GmbH", "10002")]);
    assert!(!page.more);
}

#[tokio::test]
async fn wildcards_that_somebody_types_are_letters() {
    let office = Office::open().await;
    for typed in ["%%%", "___", "acm%", "\\\\\\"] {
        assert!(names(&office, typed).await.is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn vendors_and_archived_contacts_are_no_customers() {
    let office = Office::open().await;
    assert!(names(&office, "Papier Jessen").await.is_empty());
    assert!(names(&office, "Altes Kontor").await.is_empty());
    let all = search(&office, "").await;
    assert_eq!((all.customers.len(), all.more), (21, false));
}

#[tokio::test]
async fn a_page_says_when_there_are_more() {
    let office = Office::open_with(|options| options.more_customers = 1200).await;
    let first = search(&office, "").await;
    assert_eq!((first.customers.len(), first.more), (50, true));
    let many = search(&office, "Beispielkunde").await;
    assert_eq!((many.customers.len(), many.more), (50, true));
    // Beyond the pages that are read for a short search.
    assert!(search(&office, "zw").await.more);
    assert_eq!(
        names(&office, "Beispielkunde 1200").await,
        ["Beispielkunde 1200 GmbH"]
    );
}
