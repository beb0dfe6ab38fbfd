//! Times of day on a clock of 12 or 24 hours.

use chrono::NaiveTime;

/// `9:05`, `09:05:30`, `9:05 AM` or `12:05:30 pm`.
pub(crate) fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (clock, half) = split_half(text);
    let mut parts = clock.split(':');
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    let second = parts.next().map_or(Some(0), number)?;
    if parts.next().is_some() {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half.hours(),
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

impl Half {
    const fn hours(self) -> u32 {
        match self {
            Self::Morning => 0,
            Self::Afternoon => 12,
        }
    }
}

fn split_half(text: &str) -> (&str, Option<Half>) {
    for (mark, half) in [("am", Half::Morning), ("pm", Half::Afternoon)] {
        let cut = text.len().saturating_sub(mark.len());
        if let Some((clock, end)) = text.split_at_checked(cut)
            && end.eq_ignore_ascii_case(mark)
        {
            return (clock.trim_end(), Some(half));
        }
    }
    (text, None)
}

fn number(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_clocks_are_read() {
        for (text, hour, minute, second) in [
            ("17:05:00", 17, 5, 0),
            ("9:05", 9, 5, 0),
            ("00:00", 0, 0, 0),
            ("05:05:09 PM", 17, 5, 9),
            ("10:23 AM", 10, 23, 0),
            ("12:00 AM", 0, 0, 0),
            ("12:00 pm", 12, 0, 0),
            ("1:30pm", 13, 30, 0),
            ("1:30\u{202f}PM", 13, 30, 0),
        ] {
            let expected = NaiveTime::from_hms_opt(hour, minute, second);
            assert_eq!(time_of_day(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "9",
            "24:00",
            "25:61:00 PM",
            "13:00 PM",
            "0:30 AM",
            "9:60",
            "9:05:60",
            "9:5:5:5",
            "-1:00",
            "PM",
            "9:05 XM",
            "９:05",
        ] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
