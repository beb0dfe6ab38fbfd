//! The words of the position editor.

use domain::document::{DocumentProblem, Field};
use domain::tax::Treatment;
use domain::typed::NumberProblem;
use domain::unit::{TimeUnit, Unit};
use texts::say;

use crate::islands::editor::{EditorWords, Word, number_word};

/// The editor's words. Prices are per the unit in which time is billed.
pub fn editor_words(l: texts::Locale, unit: TimeUnit) -> EditorWords {
    EditorWords::new(|word| say_word(l, unit, word))
}

fn say_word(l: texts::Locale, unit: TimeUnit, word: Word) -> String {
    match word {
        Word::Text => say!(l, editor.text),
        Word::Quantity => say!(l, editor.quantity),
        Word::Unit => say!(l, editor.unit),
        Word::Price => say!(l, editor.price),
        Word::Tax => say!(l, editor.tax),
        Word::Amount => say!(l, editor.amount),
        Word::Actions => say!(l, editor.actions),
        Word::PositionText => say!(l, editor.position_text),
        Word::OfPosition => say!(l, editor.of_position),
        Word::Position => say!(l, editor.position),
        Word::Moved => say!(l, editor.moved),
        Word::UnitPrice => say!(l, editor.unit_price),
        Word::TaxRate => say!(l, editor.tax_rate),
        Word::MoveUp => say!(l, editor.move_up),
        Word::MoveDown => say!(l, editor.move_down),
        Word::Delete => say!(l, editor.delete),
        Word::Add => say!(l, editor.add),
        Word::Save => say!(l, common.save),
        Word::PriceForAll if unit == TimeUnit::Days => say!(l, editor.price_per_day_for_all),
        Word::PriceForAll => say!(l, editor.price_per_hour_for_all),
        Word::Apply => say!(l, editor.apply),
        Word::ByHand => say!(l, editor.by_hand),
        Word::Drift => say!(l, editor.drift),
        Word::Net => say!(l, editor.net),
        Word::Vat => say!(l, editor.vat),
        Word::Total => say!(l, editor.total),
        Word::Unpriced => say!(l, editor.unpriced),
        Word::NoneLeft => say!(l, editor.none_left),
        Word::TextEmpty => say!(l, editor.text_empty),
        Word::TextTooLong => say!(l, editor.text_too_long),
        Word::TaxNotAllowed => say!(l, editor.tax_not_allowed),
        Word::Saved => say!(l, editor.saved),
        Word::Saving => say!(l, editor.saving),
        Word::Unsaved => say!(l, editor.unsaved),
        Word::Offline => say!(l, editor.offline),
        Word::Conflict => say!(l, editor.conflict),
        Word::Reload => say!(l, editor.reload),
        Word::LeftOver => say!(l, editor.left_over),
        Word::ApplyLeftOver => say!(l, editor.apply_left_over),
        Word::DropLeftOver => say!(l, editor.drop_left_over),
        Word::NotPreparing => say!(l, editor.not_preparing),
        Word::SignedOut => say!(l, editor.signed_out),
        Word::NumberEmpty => say!(l, editor.number_empty),
        Word::NumberNotANumber => say!(l, editor.number_not_a_number),
        Word::PriceNotANumber => say!(l, editor.price_not_a_number),
        Word::NumberAmbiguous => say!(l, editor.number_ambiguous),
        Word::NumberNegative => say!(l, editor.number_negative),
        Word::NumberZero => say!(l, editor.number_zero),
        Word::NumberTooPrecise => say!(l, editor.number_too_precise),
        Word::NumberTooLarge => say!(l, editor.number_too_large),
    }
}

/// Why a price was refused.
pub fn price_problem(l: texts::Locale, problem: NumberProblem) -> String {
    say_word(l, TimeUnit::Hours, number_word(Field::Price, problem))
}

/// A unit's name.
pub fn unit_name(l: texts::Locale, unit: Unit) -> String {
    match unit {
        Unit::Hour => say!(l, editor.hours),
        Unit::Day => say!(l, editor.days),
        Unit::FlatRate => say!(l, editor.flat_rate),
        Unit::Piece => say!(l, editor.pieces),
    }
}

/// A treatment's name.
pub fn treatment_name(l: texts::Locale, treatment: Treatment) -> String {
    match treatment {
        Treatment::Standard => say!(l, editor.standard),
        Treatment::SmallBusiness => say!(l, editor.small_business),
        Treatment::ReverseCharge => say!(l, editor.reverse_charge),
        Treatment::EuServices => say!(l, editor.eu_services),
        Treatment::NotTaxable => say!(l, editor.not_taxable),
        Treatment::Exempt => say!(l, editor.exempt),
    }
}

/// What is wrong with a document as a whole, or how much is wrong with its fields; `None` where nothing is.
pub fn document_problem(l: texts::Locale, problems: &[DocumentProblem]) -> Option<String> {
    Some(match problems.first()? {
        DocumentProblem::NoPositions => say!(l, wizard.no_positions),
        DocumentProblem::NegativeNet => say!(l, wizard.negative_net),
        DocumentProblem::Field { .. } => {
            let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
            say!(l, wizard.problems_left, count = count)
        }
    })
}
