use rust_decimal::Decimal;

use super::*;
use crate::compare::What;
use crate::compare::samples::{before, created, line, payload};

fn found(lines: Vec<RemoteLine>) -> ReadBack {
    ReadBack { lines, ..created() }
}

fn named(fated: &[Fated]) -> Vec<(i32, &'static str)> {
    fated
        .iter()
        .map(|fated| match fated.fate {
            Fate::Deleted => (fated.no.0, "deleted"),
            Fate::Changed(_) => (fated.no.0, "changed"),
        })
        .collect()
}

#[test]
fn a_document_as_it_was_sent_has_no_fates() {
    assert_eq!(fates(&payload(), None, &created()), Vec::new());
}

#[test]
fn other_lines_and_another_order_are_nobodys_loss() {
    let mut lines = created().lines;
    lines.reverse();
    lines.insert(1, line("99", "Hosting", "1.00"));
    assert_eq!(fates(&payload(), None, &found(lines)), Vec::new());
}

#[test]
fn a_deleted_position_is_named_and_only_that_one() {
    let lines = vec![created().lines.remove(1)];
    assert_eq!(
        named(&fates(&payload(), None, &found(lines))),
        [(1, "deleted")]
    );
    assert_eq!(
        named(&fates(&payload(), None, &found(Vec::new()))),
        [(1, "deleted"), (2, "deleted")]
    );
}

#[test]
fn an_edited_position_says_in_what_it_differs() {
    let mut lines = created().lines;
    lines[0].quantity = Decimal::from(3);
    let fated = fates(&payload(), None, &found(lines));
    let [
        Fated {
            fate: Fate::Changed(differences),
            ..
        },
    ] = fated.as_slice()
    else {
        panic!("{fated:?}")
    };
    assert_eq!(differences.len(), 1);
    assert_eq!(
        (differences[0].what, differences[0].line),
        (What::Quantity, Some(1))
    );
}

#[test]
fn a_new_text_over_the_same_numbers_is_a_change() {
    let mut lines = created().lines;
    lines[1].text = "Gestaltung".to_owned();
    assert_eq!(
        named(&fates(&payload(), None, &found(lines))),
        [(2, "changed")]
    );
}

#[test]
fn a_former_line_is_not_taken_for_ours() {
    let mut before = before();
    before.document.lines = vec![line("50", "Design", "1.00")];
    let mut lines = before.document.lines.clone();
    let ours = created().lines;
    lines.push(ours[0].clone());
    let fated = fates(&payload(), Some(&before), &found(lines));
    assert_eq!(
        named(&fated),
        [(2, "deleted")],
        "the twin is the draft's own"
    );
}

#[test]
fn taken_out_means_all_of_ours_and_nothing_else() {
    let before = before();
    let former = before.document.lines.clone();
    let is_out = |lines: Vec<RemoteLine>| is_taken_out(&payload(), &before, &found(lines));
    assert!(is_out(former.clone()));
    assert!(!is_out(Vec::new()), "the former line is gone, too");
    let mut half = former;
    half.push(created().lines.remove(0));
    assert!(!is_out(half), "one of ours is still there");
}
