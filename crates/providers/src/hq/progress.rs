//! How far a document has come that is written line by line.

use domain::payload::PayloadPosition;

use super::document::Line;
use crate::compare::same_letters;
use crate::provider::RemoteLine;

/// How many of our lines a document has behind its former ones; `None` if it has anything else: then somebody was at it,
/// or a line came twice, and only a person can tell.
pub(super) fn progress(
    former: &[RemoteLine],
    ours: &[PayloadPosition],
    found: &[Line],
) -> Option<usize> {
    let (kept, added) = found.split_at_checked(former.len())?;
    let untouched = kept.iter().map(Line::read).eq(former.iter().cloned());
    let in_order = added.len() <= ours.len() && added.iter().zip(ours).all(|(a, o)| is(a, o));
    (untouched && in_order).then_some(added.len())
}

/// Whether a line is this position of ours. The unit and the tax are left to the comparison at the end.
pub(super) fn is(line: &Line, position: &PayloadPosition) -> bool {
    same_letters(&position.text, &line.text)
        && line.quantity == position.quantity
        && line.price == position.price
}

#[cfg(test)]
mod tests {
    use domain::position::PositionNo;
    use domain::tax::TaxRate;
    use domain::unit::Unit;
    use rust_decimal::Decimal;

    use super::*;
    use crate::fields::Fields;

    fn line(id: &str, text: &str, quantity: i64) -> Line {
        Line {
            id: id.to_owned(),
            order: Decimal::ONE,
            text: text.to_owned(),
            quantity: Decimal::from(quantity),
            unit: Some(Unit::Hour),
            price: Decimal::from(95),
            tax: TaxRate(1900),
            net: None,
            vat: None,
            fields: Fields::default(),
        }
    }

    fn position(text: &str, quantity: &str) -> PayloadPosition {
        PayloadPosition {
            no: PositionNo(1),
            text: text.to_owned(),
            quantity: quantity.parse().unwrap(),
            unit: Unit::Hour,
            price: "95.00".parse().unwrap(),
            tax: TaxRate(1900),
        }
    }

    #[test]
    fn only_a_beginning_of_ours_behind_the_former_lines_counts() {
        let ours = [
            position("a\nb", "1.00"),
            position("c", "2"),
            position("c", "2"),
        ];
        let former = [line("1", "x", 7).read()];
        let (x, a, c) = (line("1", "x", 7), line("2", "a b", 1), line("3", "c", 2));
        let cases = [
            (vec![x.clone()], Some(0)),
            (vec![x.clone(), a.clone()], Some(1)),
            (vec![x.clone(), a.clone(), c.clone(), c.clone()], Some(3)),
            (
                vec![x.clone(), a.clone(), c.clone(), c.clone(), c.clone()],
                None,
            ),
            (vec![x.clone(), c.clone()], None),
            (vec![x.clone(), a.clone(), a.clone()], None),
            (vec![a.clone()], None),
            (vec![], None),
            (vec![line("9", "x", 7), a.clone()], None),
            (vec![line("1", "x", 8), a], None),
        ];
        for (found, expected) in cases {
            assert_eq!(progress(&former, &ours, &found), expected, "{found:?}");
        }
    }
}
