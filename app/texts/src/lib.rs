//! Every sentence that a page shows, in English and German: one JSON file per room and language in `locales/`.
//!
//! A crate of its own, so that the code made from the files is compiled only when a sentence changes.
//! Used on the server alone: what an island says is handed to it as data.
//!
//! `say!(locale, report.title)`, or with values `say!(locale, common.entries, count = 3)`, gives text. The crate that says it needs `leptos_i18n` among its dependencies.

// "One entry, several entries" is all that German and English need. The library's plurals would bring ICU along.
#[allow(deprecated, dead_code, unused_imports, clippy::all, clippy::pedantic)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

pub use generated::i18n::Locale;

/// The sentence of a key in a language, as a `String`. A key or a value that does not exist does not compile.
#[macro_export]
macro_rules! say {
    ($locale:expr, $($rest:tt)*) => {
        ::std::string::ToString::to_string(&leptos_i18n::td_display!($locale, $($rest)*))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_values_and_numbers() {
        assert_eq!(say!(Locale::de, common.save), "Speichern");
        assert_eq!(say!(Locale::en, common.entries, count = 1), "1 entry");
        assert_eq!(
            say!(Locale::de, common.entries, count = 2),
            "2 Zeiteinträge"
        );
    }
}
