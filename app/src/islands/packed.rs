//! Values as short text: the page hands them to islands, and edits that wait for their save lie in the browser's storage.
//!
//! [Postcard](https://postcard.jamesmunns.com/wire-format) has no names in it: the order of fields and variants is the format.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The value as text; `None` for what cannot be packed, which nothing that we pack is.
pub fn pack<T: Serialize>(value: &T) -> Option<String> {
    let bytes = postcard::to_allocvec(value).ok()?;
    Some(STANDARD_NO_PAD.encode(bytes))
}

/// Reads [`pack`]'s text.
pub fn unpack<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes = STANDARD_NO_PAD.decode(text).ok()?;
    postcard::from_bytes(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use domain::document::Op;
    use domain::position::PositionNo;
    use domain::tax::{TaxRate, Treatment};
    use domain::unit::Unit;

    use super::*;

    /// Somebody's browser holds edits of the release before this one: what they mean must not change.
    /// Add variants at the end, and count `browser::Shelf`'s format up when that is not possible.
    #[test]
    fn edits_mean_the_same_in_the_next_release() {
        let no = PositionNo(7);
        let edits = [
            Op::Text {
                no,
                text: "Konzept".to_owned(),
            },
            Op::Quantity {
                no,
                typed: "1,5".to_owned(),
            },
            Op::Price {
                no,
                typed: "95".to_owned(),
            },
            Op::Tax {
                no,
                rate: TaxRate(1900),
            },
            Op::Unit {
                no,
                unit: Unit::Day,
            },
            Op::Delete { no },
            Op::MoveUp { no },
            Op::MoveDown { no },
            Op::MoveBefore {
                no,
                before: Some(PositionNo(3)),
            },
            Op::Add,
            Op::PriceForAll {
                typed: "80".to_owned(),
            },
            Op::Treatment {
                treatment: Treatment::SmallBusiness,
            },
        ];
        let packed = pack(&edits.to_vec()).unwrap();
        assert_eq!(
            packed,
            "DAAOB0tvbnplcHQBDgMxLDUCDgI5NQMO2B0EDgEFDgYOBw4IDgEGCQoCODALAQ"
        );
        assert_eq!(unpack::<Vec<Op>>(&packed).unwrap(), edits);
    }
}
