//! Numbers, money, durations and dates as people read them, in German and English.
//!
//! Small on purpose: the i18n libraries' own formatters would bring their tables into the browser.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::locale::Locale;
use crate::money::Cents;

/// `1,520.00 €` or `1.520,00 €`.
pub fn money(amount: Cents, locale: Locale) -> String {
    format!("{}\u{a0}€", decimal(amount.to_euro(), locale))
}

/// A number with its decimals and separators of thousands: `1,520.00` or `1.520,00`.
pub fn decimal(value: Decimal, locale: Locale) -> String {
    let (thousands, sign) = match locale {
        Locale::En => (',', '.'),
        Locale::De => ('.', ','),
    };
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + 4);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('\u{2212}');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(sign);
        out.push_str(fraction);
    }
    out
}

/// A difference, with its sign: `+1.50` or `−1.50`.
pub fn difference(value: Decimal, locale: Locale) -> String {
    let plus = if value.is_sign_positive() { "+" } else { "" };
    format!("{plus}{}", decimal(value, locale))
}

/// A number as it stands in an input: without separators of thousands, so that it reads back as what it is.
///
/// Three decimals get a fourth, because `1.234` could be a thousand.
pub fn input(value: Decimal, locale: Locale) -> String {
    let mut value = value;
    if value.scale() == 3 {
        value.rescale(4);
    }
    match locale {
        Locale::En => value.to_string(),
        Locale::De => value.to_string().replace('.', ","),
    }
}

/// Hours and minutes: `42:40`. Seconds are cut, so no sum of shown times exceeds what is shown as their total.
pub fn hours_minutes(seconds: i64) -> String {
    let sign = if seconds < 0 { "\u{2212}" } else { "" };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
}

/// Hours, minutes and, where there are any, seconds: `1:20` or `1:20:01`.
pub fn duration(seconds: i64) -> String {
    match seconds.unsigned_abs() % 60 {
        0 => hours_minutes(seconds),
        rest => format!("{}:{rest:02}", hours_minutes(seconds)),
    }
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// `22 Nov 2026` or `22.11.2026`.
pub fn date(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::En => format!(
            "{} {} {}",
            day.day(),
            &month_name(day.month(), locale)[..3],
            day.year()
        ),
        Locale::De => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
    }
}

/// `22 Nov` or `22.11.`: where the year goes without saying.
pub fn day_month(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{} {}", day.day(), &month_name(day.month(), locale)[..3]),
        Locale::De => format!("{:02}.{:02}.", day.day(), day.month()),
    }
}

/// `November 2026`.
pub fn month(day: NaiveDate, locale: Locale) -> String {
    format!("{} {}", month_name(day.month(), locale), day.year())
}

/// Days of a period: one day once, otherwise `from – to`.
pub fn period(from: NaiveDate, to: NaiveDate, locale: Locale) -> String {
    if from == to {
        date(from, locale)
    } else {
        format!("{} – {}", date(from, locale), date(to, locale))
    }
}

fn month_name(month: u32, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::En => &MONTHS_EN,
        Locale::De => &MONTHS_DE,
    };
    names[(month.clamp(1, 12) - 1) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_look() {
        assert_eq!(money(Cents(152_000), Locale::En), "1,520.00\u{a0}€");
        assert_eq!(
            money(Cents(-123_456_789), Locale::De),
            "\u{2212}1.234.567,89\u{a0}€"
        );
        assert_eq!(decimal("999".parse().unwrap(), Locale::De), "999");
        assert_eq!(input("1000.50".parse().unwrap(), Locale::De), "1000,50");
        assert_eq!(input("1.234".parse().unwrap(), Locale::De), "1,2340");
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        assert_eq!(
            (date(day, Locale::En), date(day, Locale::De)),
            ("2 Mar 2026".into(), "02.03.2026".into())
        );
        assert_eq!(
            (month(day, Locale::En), month(day, Locale::De)),
            ("March 2026".into(), "März 2026".into())
        );
    }

    #[test]
    fn durations_are_hours_and_minutes() {
        assert_eq!(hours_minutes(153_600), "42:40");
        assert_eq!(hours_minutes(59), "0:00");
        assert_eq!(duration(4801), "1:20:01");
        assert_eq!(duration(4800), "1:20");
    }
}
