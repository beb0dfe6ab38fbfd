//! Our units in Lexware Office, where a unit is a word that anybody may type. `Stunde` and `Stück` stand in the official
//! samples; a word that is new there is added to the company's units.

use domain::unit::Unit;

const WORDS: [(Unit, &str); 4] = [
    (Unit::Hour, "Stunde"),
    (Unit::Day, "Tag"),
    (Unit::FlatRate, "Pauschale"),
    (Unit::Piece, "Stück"),
];

/// The word for a unit.
pub(super) fn word(unit: Unit) -> Option<&'static str> {
    let found = WORDS.iter().find(|(known, _)| *known == unit);
    found.map(|(_, word)| *word)
}

/// The unit of a word; `None` for a word that we never send.
pub(super) fn unit(word: &str) -> Option<Unit> {
    let found = WORDS.iter().find(|(_, known)| *known == word);
    found.map(|(unit, _)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_word_of_its_own() {
        for known in Unit::ALL {
            assert_eq!(word(known).and_then(unit), Some(known));
        }
        assert_eq!(unit("Std."), None);
    }
}
