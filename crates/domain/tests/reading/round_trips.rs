//! Reading what was written gives what it was.

use chrono::NaiveDate;
use domain::money::Cents;
use domain::payload::{CustomerRef, Payload, PayloadPosition, Target};
use domain::period::{Period, Span};
use domain::position::PositionNo;
use domain::report::{Dimension, Filters, ReportQuery};
use domain::status::BillingStatus;
use domain::tax::{TaxRate, Treatment};
use domain::totals::NetByRate;
use domain::unit::Unit;
use domain::{ClientId, Decimal, Locale, UserId, format, typed};
use proptest::prelude::*;

use crate::thousand;

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn prices_read_back((price, decimals) in below(1_000_000), negative: bool, locale in locales()) {
        let price = if negative { -price } else { price };
        let text = format::input(price, locale);
        prop_assert_eq!(typed::price(&text, decimals, true), Ok(price), "{}", text);
    }

    #[test]
    fn quantities_read_back((quantity, decimals) in below(100_000), locale in locales()) {
        for unit in Unit::ALL {
            let text = format::input(quantity, locale);
            prop_assert_eq!(typed::quantity(&text, unit, decimals), Ok(quantity), "{}", text);
        }
    }

    #[test]
    fn money_reads_back_with_its_thousands_and_its_sign(cents in -99_999_999_i64..100_000_000, locale in locales()) {
        let text = format::money(Cents(cents), locale);
        prop_assert_eq!(typed::price(&text, 2, true), Ok(Decimal::new(cents, 2)), "{}", text);
    }

    #[test]
    fn both_habits_mean_the_same(text in "[-]?[0-9]{0,4}([.,][0-9]{1,3}){0,3}") {
        let swapped: String = text.chars().map(|c| match c { '.' => ',', ',' => '.', c => c }).collect();
        prop_assert_eq!(typed::price(&text, 4, true), typed::price(&swapped, 4, true));
    }

    #[test]
    fn durations_read_back(seconds in 1_i64..=86_400) {
        prop_assert_eq!(typed::duration(&format::duration(seconds)), Ok(seconds));
    }

    #[test]
    fn shown_times_never_exceed_their_shown_total(parts in prop::collection::vec(0_i64..1_000_000, 1..20)) {
        let minutes = |seconds| -> i64 {
            let text = format::hours_minutes(seconds);
            let (hours, minutes) = text.split_once(':').unwrap();
            hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap()
        };
        prop_assert!(parts.iter().map(|s| minutes(*s)).sum::<i64>() <= minutes(parts.iter().sum()));
    }

    #[test]
    fn dates_read_back(day in days(), locale in locales()) {
        let pattern = match locale { Locale::En => "%d %b %Y", Locale::De => "%d.%m.%Y" };
        prop_assert_eq!(NaiveDate::parse_from_str(&format::date(day, locale), pattern), Ok(day));
    }

    #[test]
    fn periods_read_back(period in periods()) {
        prop_assert_eq!(Period::parse(&period.to_string()), Some(period));
    }

    #[test]
    fn a_period_holds_the_day_that_it_is_around(day in days(), span in spans()) {
        let days = span.around(day);
        prop_assert!(days.from <= day && day <= days.to);
        prop_assert_eq!(span.around(days.from), days);
        prop_assert_eq!(span.around(days.to), days);
    }

    #[test]
    fn reports_read_back(report in reports()) {
        let url = report.url();
        let pairs = url.split_once('?').map_or("", |(_, query)| query);
        let pairs = pairs.split('&').filter_map(|pair| pair.split_once('='));
        prop_assert_eq!(ReportQuery::from_pairs(pairs), (report, Vec::new()), "{}", url);
    }
}

#[test]
fn a_payload_reads_back_with_its_decimals_as_they_were() {
    let day = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
    let target = Target::ExistingDraft {
        remote_id: "4711".to_owned(),
    };
    let payload = Payload {
        target,
        customer: CustomerRef {
            id: "7".to_owned(),
            name: "Blattwerk GmbH".to_owned(),
        },
        invoice_date: day,
        service_from: day,
        service_to: day,
        header: String::new(),
        intro: String::new(),
        closing: String::new(),
        reference: "PO 12".to_owned(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![PayloadPosition {
            no: PositionNo(1),
            text: "Concept".to_owned(),
            quantity: "16.00".parse().unwrap(),
            unit: Unit::Hour,
            price: "95.00".parse().unwrap(),
            tax: TaxRate(1900),
        }],
        net: Cents(152_000),
    };
    let json = serde_json::to_string(&payload).unwrap();
    assert!(json.contains(r#""quantity":"16.00""#), "{json}");
    assert_eq!(serde_json::from_str::<Payload>(&json).unwrap(), payload);
    let sums = NetByRate::from([(TaxRate(1900), Cents(1)), (TaxRate(0), Cents(-2))]);
    let json = serde_json::to_string(&sums).unwrap();
    assert_eq!(serde_json::from_str::<NetByRate>(&json).unwrap(), sums);
}

/// A number above zero with its decimals, 0 to 4.
fn below(limit: i64) -> impl Strategy<Value = (Decimal, u32)> {
    (0_u32..=4).prop_flat_map(move |decimals| {
        (1..limit * 10_i64.pow(decimals))
            .prop_map(move |steps| (Decimal::new(steps, decimals), decimals))
    })
}

fn locales() -> impl Strategy<Value = Locale> {
    prop::sample::select(vec![Locale::En, Locale::De])
}

fn days() -> impl Strategy<Value = NaiveDate> {
    // 1971 to 2998: the week of a day stays in the years that are read.
    (719_528_i32..1_094_900).prop_filter_map("no day", NaiveDate::from_num_days_from_ce_opt)
}

fn spans() -> impl Strategy<Value = Span> {
    prop::sample::select(vec![
        Span::Day,
        Span::Week,
        Span::Month,
        Span::Quarter,
        Span::Year,
    ])
}

fn periods() -> impl Strategy<Value = Period> {
    prop_oneof![
        prop::sample::select(Period::PRESETS.to_vec()).prop_map(|(_, preset)| preset),
        (spans(), days()).prop_map(|(span, day)| Period::Chosen(span, span.around(day).from)),
        (days(), days()).prop_map(|(a, b)| Period::Range(a.min(b), a.max(b))),
    ]
}

fn reports() -> impl Strategy<Value = ReportQuery> {
    let id = any::<u128>().prop_map(uuid::Uuid::from_u128);
    let ids = || prop::collection::btree_set(id.clone(), 0..4);
    let statuses = prop::sample::subsequence(BillingStatus::ALL.to_vec(), 0..=4);
    let dimension = || prop::option::of(prop::sample::select(Dimension::ALL.to_vec()));
    (
        periods(),
        ids(),
        ids(),
        statuses,
        dimension(),
        dimension(),
        1_u32..=1_000_000,
    )
        .prop_map(
            |(period, clients, users, statuses, group, sum, page)| ReportQuery {
                period,
                filters: Filters {
                    clients: clients.into_iter().map(ClientId).collect(),
                    users: users.into_iter().map(UserId).collect(),
                    statuses,
                    ..Filters::default()
                },
                group,
                sum,
                page,
            },
        )
}
