//! Searching customers.

use providers::CustomerPage;

use crate::acts::Acts as _;
use crate::office::Office;

for_each_office!(
    people_find_customers_however_they_type_them,
    what_nobody_is_called_finds_nobody,
    a_number_finds_its_customer,
    the_wanted_one_may_be_far_down_the_list,
    a_page_says_when_there_are_more,
    customers_come_in_the_order_of_their_names,
);

async fn search<O: Office>(office: &O, text: &str) -> CustomerPage {
    office.adapter().customers(text).await.unwrap()
}

fn names(page: &CustomerPage) -> Vec<&str> {
    page.customers
        .iter()
        .map(|customer| customer.name.as_str())
        .collect()
}

async fn people_find_customers_however_they_type_them<O: Office>() {
    let office = O::with_customers(120).await;
    for (typed, name) in [
        ("Müller & Söhne GmbH", "Müller & Söhne GmbH"),
        ("müller", "Müller & Söhne GmbH"),
        ("MUELLER", "Müller & Söhne GmbH"),
        ("muller", "Müller & Söhne GmbH"),
        ("soehne mül", "Müller & Söhne GmbH"),
        ("Müller & S", "Müller & Söhne GmbH"),
        ("süß & salzig", "Bäckerei Süß & Salzig OHG"),
        ("suess", "Bäckerei Süß & Salzig OHG"),
        ("o'brien", "O'Brien Ltd."),
        ("zur linde\"", "Café „Zur Linde\""),
        ("„zur", "Café „Zur Linde\""),
        ("cafe", "Café „Zur Linde\""),
        ("ostergaard", "Lund & Østergaard ApS"),
        ("& co. kg", "Elbe Logistik GmbH & Co. KG"),
        ("sommer greta", "Greta Sommer"),
        ("cm", "ACME GmbH"),
        ("o'", "O'Brien Ltd."),
        ("  acme  ", "ACME GmbH"),
    ] {
        let page = search(&office, typed).await;
        assert!(names(&page).contains(&name), "{typed}: {page:?}");
    }
}

async fn what_nobody_is_called_finds_nobody<O: Office>() {
    let office = O::open().await;
    for typed in [
        "zeppelin",
        "%%%",
        "___",
        "acm%",
        "acme*",
        "\\\\\\",
        "' or 1 eq 1",
        "acme&x=1",
    ] {
        let page = search(&office, typed).await;
        assert_eq!(page, CustomerPage::default(), "{typed}");
    }
}

async fn a_number_finds_its_customer<O: Office>() {
    let office = O::with_customers(120).await;
    let all = search(&office, "acme").await.customers;
    let [acme] = &all[..] else {
        panic!("{all:?}");
    };
    assert!(!acme.number.is_empty());
    let found = search(&office, &acme.number).await;
    assert!(found.customers.contains(acme), "{found:?}");
}

async fn the_wanted_one_may_be_far_down_the_list<O: Office>() {
    let office = O::with_customers(1_200).await;
    for number in [1, 600, 1_200] {
        let name = O::further_customer(number);
        let page = search(&office, &name).await;
        // Somebody else may have it as their number.
        assert!(names(&page).contains(&name.as_str()), "{page:?}");
        assert!(page.customers.len() <= 2 && !page.more, "{page:?}");
        assert_eq!(office.customer(&name).await.name, name);
    }
}

async fn a_page_says_when_there_are_more<O: Office>() {
    let office = O::open().await;
    let all = search(&office, "").await;
    assert!(!all.more && all.customers.len() < 50, "{all:?}");
    let office = O::with_customers(120).await;
    let first = search(&office, "").await;
    assert_eq!((first.customers.len(), first.more), (50, true));
    let name = O::further_customer(1);
    let many = search(&office, name.split(' ').next().unwrap()).await;
    assert_eq!((many.customers.len(), many.more), (50, true));
}

async fn customers_come_in_the_order_of_their_names<O: Office>() {
    let office = O::open().await;
    let page = search(&office, "").await;
    let names = names(&page);
    let at = |name: &str| names.iter().position(|found| *found == name).unwrap();
    assert!(at("ACME GmbH") < at("Bäckerei Süß & Salzig OHG"));
    assert!(at("Gärtnerei Grünfink") < at("Greta Sommer"));
    assert!(at("Greta Sommer") < at("Müller & Söhne GmbH"));
}
