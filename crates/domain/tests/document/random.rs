//! Random sequences of edits.

use std::collections::BTreeSet;

use domain::document::{Document, Op};
use domain::position::{Origin, PositionNo};
use domain::tax::{TaxRate, Treatment};
use domain::text::clean;
use domain::unit::Unit;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::sample::document;

proptest! {
    #![proptest_config(Config { cases: 1_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn edits_keep_the_document_in_order(ops in prop::collection::vec(op(), 0..60)) {
        let mut edited = document();
        for op in &ops {
            let before = edited.clone();
            match edited.apply(op) {
                Err(_) => prop_assert_eq!(&edited, &before, "{:?} failed halfway", op),
                Ok(()) => prop_assert!(edited.next_no >= before.next_no),
            }
            in_order(&edited)?;
        }
    }

    #[test]
    fn the_browser_and_the_server_come_to_the_same(ops in prop::collection::vec(op(), 0..60)) {
        let (mut here, mut there) = (document(), document());
        for op in &ops {
            let sent: Op = serde_json::from_str(&serde_json::to_string(op).unwrap()).unwrap();
            prop_assert_eq!(&sent, op);
            prop_assert_eq!(here.apply(op), there.apply(&sent));
        }
        prop_assert_eq!(&here, &there);
        let read: Document = serde_json::from_str(&serde_json::to_string(&here).unwrap()).unwrap();
        prop_assert_eq!(read, here);
    }

    #[test]
    fn nothing_typed_is_lost(typed in typed()) {
        let no = PositionNo(1);
        let mut document = document();
        document.apply(&Op::Quantity { no, typed: typed.clone() }).unwrap();
        document.apply(&Op::Price { no, typed: typed.clone() }).unwrap();
        for entered in [&document.positions[0].quantity, &document.positions[0].price] {
            let kept = entered.refused.as_deref() == Some(clean(&typed).as_str());
            prop_assert!(entered.settled().is_some() || kept || entered.value.is_none());
        }
    }

    #[test]
    fn a_document_without_problems_has_all_its_amounts(ops in prop::collection::vec(op(), 0..60)) {
        let mut document = document();
        for op in &ops {
            // An edit of what is gone changes nothing.
            let _ = document.apply(op);
        }
        if document.problems().is_empty() {
            prop_assert!(!document.positions.is_empty());
            for position in &document.positions {
                prop_assert!(position.amount().is_some());
            }
        }
    }
}

/// Keys are unique and below the next one, and what entries measured is never edited.
fn in_order(document: &Document) -> Result<(), TestCaseError> {
    let nos: BTreeSet<PositionNo> = document.positions.iter().map(|p| p.no).collect();
    prop_assert_eq!(nos.len(), document.positions.len());
    prop_assert!(nos.iter().all(|no| no.0 < document.next_no));
    for position in &document.positions {
        let expected = match position.origin {
            Origin::Entries => (36_000, 2),
            Origin::Hand => (0, 0),
        };
        prop_assert_eq!((position.seconds, position.entries), expected);
        prop_assert_eq!(position.origin == Origin::Entries, position.no.0 <= 3);
        prop_assert_eq!(&clean(&position.text), &position.text);
    }
    Ok(())
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        (no(), typed()).prop_map(|(no, text)| Op::Text { no, text }),
        (no(), typed()).prop_map(|(no, typed)| Op::Quantity { no, typed }),
        (no(), typed()).prop_map(|(no, typed)| Op::Price { no, typed }),
        (no(), rate()).prop_map(|(no, rate)| Op::Tax { no, rate }),
        (no(), prop::sample::select(Unit::ALL.to_vec()))
            .prop_map(|(no, unit)| Op::Unit { no, unit }),
        no().prop_map(|no| Op::Delete { no }),
        no().prop_map(|no| Op::MoveUp { no }),
        no().prop_map(|no| Op::MoveDown { no }),
        (no(), prop::option::of(no())).prop_map(|(no, before)| Op::MoveBefore { no, before }),
        Just(Op::Add),
        typed().prop_map(|typed| Op::PriceForAll { typed }),
        prop::sample::select(Treatment::ALL.to_vec())
            .prop_map(|treatment| Op::Treatment { treatment }),
    ]
}

/// Keys that are there, that may come to be, and that never will.
fn no() -> impl Strategy<Value = PositionNo> {
    prop_oneof![9 => 1..10_i32, 1 => any::<i32>()].prop_map(PositionNo)
}

fn rate() -> impl Strategy<Value = TaxRate> {
    prop_oneof![3 => prop::sample::select(vec![1900, 700, 0]), 1 => any::<i32>()].prop_map(TaxRate)
}

/// Numbers in either habit, near misses, and whatever can be pasted.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[0-9]{1,4}([.,][0-9]{1,2})?",
        1 => "[0-9]{1,3}:[0-5][0-9]",
        1 => "[-+0-9.,:' €he]{0,12}",
        1 => any::<String>(),
    ]
}
