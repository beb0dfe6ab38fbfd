//! From our locale to the texts'.

use domain::Locale;

/// The texts of a language.
pub const fn words(locale: Locale) -> texts::Locale {
    match locale {
        Locale::En => texts::Locale::en,
        Locale::De => texts::Locale::de,
    }
}
