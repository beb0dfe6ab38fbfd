//! The words of the position editor.

use domain::tax::Treatment;
use domain::unit::{TimeUnit, Unit};
use texts::say;

use crate::islands::editor::{EditorWords, NumberWords};

/// The editor's words. Prices are per the unit in which time is billed.
pub fn editor_words(l: texts::Locale, unit: TimeUnit) -> EditorWords {
    EditorWords {
        text: say!(l, editor.text),
        quantity: say!(l, editor.quantity),
        unit: say!(l, editor.unit),
        price: say!(l, editor.price),
        tax: say!(l, editor.tax),
        amount: say!(l, editor.amount),
        actions: say!(l, editor.actions),
        position_text: say!(l, editor.position_text),
        unit_price: say!(l, editor.unit_price),
        tax_rate: say!(l, editor.tax_rate),
        move_up: say!(l, editor.move_up),
        move_down: say!(l, editor.move_down),
        delete: say!(l, editor.delete),
        add: say!(l, editor.add),
        save: say!(l, common.save),
        price_for_all: match unit {
            TimeUnit::Hours => say!(l, editor.price_per_hour_for_all),
            TimeUnit::Days => say!(l, editor.price_per_day_for_all),
        },
        apply: say!(l, editor.apply),
        by_hand: say!(l, editor.by_hand),
        drift: say!(l, editor.drift),
        net: say!(l, editor.net),
        vat: say!(l, editor.vat),
        total: say!(l, editor.total),
        unpriced: say!(l, editor.unpriced),
        none_left: say!(l, editor.none_left),
        text_empty: say!(l, editor.text_empty),
        text_too_long: say!(l, editor.text_too_long),
        tax_not_allowed: say!(l, editor.tax_not_allowed),
        saved: say!(l, editor.saved),
        saving: say!(l, editor.saving),
        unsaved: say!(l, editor.unsaved),
        offline: say!(l, editor.offline),
        conflict: say!(l, editor.conflict),
        reload: say!(l, editor.reload),
        left_over: say!(l, editor.left_over),
        apply_left_over: say!(l, editor.apply_left_over),
        drop_left_over: say!(l, editor.drop_left_over),
        not_preparing: say!(l, editor.not_preparing),
        signed_out: say!(l, editor.signed_out),
        numbers: number_words(l),
    }
}

/// Why a number was refused.
pub fn number_words(l: texts::Locale) -> NumberWords {
    NumberWords {
        empty: say!(l, editor.number_empty),
        not_a_number: say!(l, editor.number_not_a_number),
        ambiguous: say!(l, editor.number_ambiguous),
        negative: say!(l, editor.number_negative),
        zero: say!(l, editor.number_zero),
        too_precise: say!(l, editor.number_too_precise),
        too_large: say!(l, editor.number_too_large),
    }
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
