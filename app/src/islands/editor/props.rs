//! What the server hands to the editor: data and words.

use domain::document::{Document, Field, FieldProblem};
use domain::totals::{NetByRate, Totals, totals};
use domain::typed::NumberProblem;
use domain::{Locale, format};
use serde::{Deserialize, Serialize};

use crate::islands::handed::Handed;

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
    /// The number of the first position of this page, from 1.
    pub first: usize,
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

impl EditorProps {
    /// Whether positions come before this page.
    pub const fn has_before(&self) -> bool {
        self.first > 1
    }

    /// The totals of the whole invoice, with these positions on this page.
    pub fn totals(&self, document: &Document) -> Totals {
        let mut sums = document.net_by_rate();
        for (rate, net) in &self.rest {
            *sums.entry(*rate).or_default() += *net;
        }
        totals(&sums)
    }
}

impl Handed for EditorProps {
    const ID: &'static str = "editor-props";
}

/// The editor's sentences, by [`Word`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditorWords(Vec<String>);

macro_rules! words {
    ($($word:ident),+ $(,)?) => {
        /// What the editor says; each is named as its key in the texts.
        #[expect(missing_docs, reason = "the keys say what they are")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word { $($word),+ }

        impl Word {
            /// All words, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];
        }
    };
}

words! {
    Text, Quantity, Unit, Price, Tax, Amount, Actions, PositionText, OfPosition, Position, Moved, UnitPrice, TaxRate, MoveUp, MoveDown, Delete, Add, Save, PriceForAll, Apply, ByHand, Drift, Net, Vat, Total, Unpriced, NoneLeft, TextEmpty, TextTooLong, TaxNotAllowed, Saved, Saving, Unsaved, Offline, Conflict, Reload, LeftOver, ApplyLeftOver, DropLeftOver, NotPreparing, SignedOut, NumberEmpty, NumberNotANumber, PriceNotANumber, NumberAmbiguous, NumberNegative, NumberZero, NumberTooPrecise, NumberTooLarge,
}

impl EditorWords {
    /// The sentences that `say` gives.
    pub fn new(say: impl Fn(Word) -> String) -> Self {
        Self(Word::ALL.iter().map(|word| say(*word)).collect())
    }

    /// What a field or button of a position is called: several rows have the same.
    pub fn of_position(&self, what: Word, number: usize) -> String {
        let pattern = self.get(Word::OfPosition);
        let pattern = pattern.replace("{what}", &self.get(what));
        pattern.replace("{number}", &number.to_string())
    }

    /// One sentence.
    pub fn get(&self, word: Word) -> String {
        self.0.get(word as usize).cloned().unwrap_or_default()
    }

    /// The sentence for what is wrong with a field.
    pub fn say(&self, field: Field, problem: FieldProblem, locale: Locale) -> String {
        match problem {
            FieldProblem::Number(problem) => self.get(number_word(field, problem)),
            FieldProblem::TextEmpty => self.get(Word::TextEmpty),
            FieldProblem::TextTooLong(length) => self
                .get(Word::TextTooLong)
                .replace("{length}", &format::decimal(length.into(), locale)),
            FieldProblem::TaxNotAllowed => self.get(Word::TaxNotAllowed),
        }
    }
}

/// The sentence for why a number was refused.
pub const fn number_word(field: Field, problem: NumberProblem) -> Word {
    match problem {
        NumberProblem::NotANumber if matches!(field, Field::Price) => Word::PriceNotANumber,
        NumberProblem::Empty => Word::NumberEmpty,
        NumberProblem::NotANumber => Word::NumberNotANumber,
        NumberProblem::Ambiguous => Word::NumberAmbiguous,
        NumberProblem::Negative => Word::NumberNegative,
        NumberProblem::Zero => Word::NumberZero,
        NumberProblem::TooPrecise => Word::NumberTooPrecise,
        NumberProblem::TooLarge => Word::NumberTooLarge,
    }
}
