//! What the server hands to the editor: data and words.

use domain::Locale;
use domain::document::{Document, FieldProblem};
use domain::totals::NetByRate;
use domain::typed::NumberProblem;
use serde::{Deserialize, Serialize};

/// One page of the document, and what its totals need of the other pages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EditorProps {
    /// The invoice's id.
    pub invoice: String,
    /// The version that the page shows.
    pub version: i64,
    /// The positions of this page.
    pub document: Document,
    /// The sums of the positions on other pages.
    pub rest: NetByRate,
    /// Whether positions come before this page.
    pub has_before: bool,
    /// Whether positions come after this page.
    pub has_after: bool,
    /// The units that the billing tool knows, by [`domain::unit::Unit::as_str`], with their names.
    pub units: Vec<(String, String)>,
    /// How numbers look.
    pub locale: Locale,
    /// The price for all as typed, when it was refused.
    pub price_for_all: String,
    /// Why the price for all was refused.
    pub price_for_all_problem: Option<String>,
    /// What the editor says.
    pub words: EditorWords,
}

/// The editor's sentences in the reader's language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named as its key in the texts")]
pub struct EditorWords {
    pub text: String,
    pub quantity: String,
    pub unit: String,
    pub price: String,
    pub tax: String,
    pub amount: String,
    pub actions: String,
    pub position_text: String,
    pub unit_price: String,
    pub tax_rate: String,
    pub move_up: String,
    pub move_down: String,
    pub delete: String,
    pub add: String,
    pub save: String,
    pub price_for_all: String,
    pub apply: String,
    pub by_hand: String,
    pub drift: String,
    pub net: String,
    pub vat: String,
    pub total: String,
    pub unpriced: String,
    pub none_left: String,
    pub text_empty: String,
    pub text_too_long: String,
    pub tax_not_allowed: String,
    pub saved: String,
    pub saving: String,
    pub unsaved: String,
    pub offline: String,
    pub conflict: String,
    pub reload: String,
    pub left_over: String,
    pub apply_left_over: String,
    pub drop_left_over: String,
    pub not_preparing: String,
    pub signed_out: String,
    pub numbers: NumberWords,
}

/// Why a number was refused, worded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named as the problem that it words")]
pub struct NumberWords {
    pub empty: String,
    pub not_a_number: String,
    pub ambiguous: String,
    pub negative: String,
    pub zero: String,
    pub too_precise: String,
    pub too_large: String,
}

impl NumberWords {
    /// The sentence for a problem.
    pub fn say(&self, problem: NumberProblem) -> String {
        match problem {
            NumberProblem::Empty => &self.empty,
            NumberProblem::NotANumber => &self.not_a_number,
            NumberProblem::Ambiguous => &self.ambiguous,
            NumberProblem::Negative => &self.negative,
            NumberProblem::Zero => &self.zero,
            NumberProblem::TooPrecise => &self.too_precise,
            NumberProblem::TooLarge => &self.too_large,
        }
        .clone()
    }
}

impl EditorWords {
    /// The sentence for what is wrong with a field.
    pub fn say(&self, problem: FieldProblem) -> String {
        match problem {
            FieldProblem::Number(problem) => self.numbers.say(problem),
            FieldProblem::TextEmpty => self.text_empty.clone(),
            FieldProblem::TextTooLong(length) => self.text_too_long.replace("{length}", &length.to_string()),
            FieldProblem::TaxNotAllowed => self.tax_not_allowed.clone(),
        }
    }
}
