//! Whatever people and browsers send is read or refused.

use chrono::{Days, NaiveDate};
use domain::text::{Template, clean};
use domain::unit::Unit;
use domain::zone::{self, local_date, to_utc};
use domain::{Locale, format, period::Period, report::ReportQuery, typed};
use proptest::prelude::*;

use crate::thousand;

/// Any text, and text of just the characters that numbers, dates and templates are made of.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+0-9.,:'€ {}QWqh;=/]{0,40}",
        "[0-9]{0,60}"
    ]
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn typed_numbers_are_read_or_refused(text in texts(), decimals in 0_u32..=9) {
        for unit in Unit::ALL {
            if let Ok(quantity) = typed::quantity(&text, unit, decimals) {
                prop_assert!(quantity.is_sign_positive() && !quantity.is_zero());
                prop_assert_eq!(quantity.scale(), decimals);
            }
        }
        if let Ok(price) = typed::price(&text, decimals, false) {
            prop_assert!(price.is_zero() || price.is_sign_positive());
            prop_assert_eq!(price.scale(), decimals);
        }
        if let Ok(seconds) = typed::duration(&text) {
            prop_assert!((1..=86_400).contains(&seconds));
        }
    }

    #[test]
    fn urls_are_read_or_reported(key in texts(), value in texts()) {
        let (query, unreadable) = ReportQuery::from_pairs([(&key, &value), (&"period".to_owned(), &value)]);
        prop_assert!(unreadable.len() <= 2);
        prop_assert!(query.page >= 1);
        let _ = Locale::from_accept_language(&value);
    }

    #[test]
    fn templates_are_read_or_refused(text in texts()) {
        if let Ok(template) = Template::parse(&text) {
            let filled = template.fill("Title", &[], Locale::De);
            prop_assert_eq!(clean(&filled), filled);
        }
    }

    #[test]
    fn a_clean_text_stays_as_it_is(text in any::<String>()) {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), &once[..]);
        prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
        // A form posts `\r\n` for each line break.
        prop_assert_eq!(clean(&once.replace('\n', "\r\n")), once);
    }

    #[test]
    fn wall_clocks_of_every_zone_are_instants(
        zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
        days in 0_u64..40_000,
        seconds in 0_u32..86_400,
    ) {
        let day = NaiveDate::from_ymd_opt(1970, 1, 1).and_then(|day| day.checked_add_days(Days::new(days)));
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0);
        let local = day.zip(time).map(|(day, time)| day.and_time(time)).unwrap();
        // A gap ends on the same day, or on the next one where a whole day was skipped.
        let late = local_date(to_utc(local, zone), zone) - local.date();
        prop_assert!((0..=1).contains(&late.num_days()));
        prop_assert_eq!(zone::parse(zone.name()), Some(zone));
    }
}

#[test]
fn the_ends_of_the_ranges_can_be_shown() {
    for seconds in [i64::MIN, i64::MAX] {
        assert!(format::duration(seconds).contains(':'));
    }
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        for (_, preset) in Period::PRESETS {
            let _ = preset.days(day);
        }
        assert!(!format::date(day, Locale::De).is_empty());
    }
    let berlin = zone::parse("Europe/Berlin").unwrap();
    let last = NaiveDate::MAX.and_hms_opt(23, 59, 59).unwrap();
    let _ = to_utc(last, berlin);
}
