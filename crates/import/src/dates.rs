//! Dates, and in which order a file has day and month.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::error::ImportError;

/// The order of day and month in dates that end in the year. Dates that start with the year need none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

impl DateOrder {
    /// The name on the command line and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst]
            .into_iter()
            .find(|order| order.as_str() == text)
    }
}

/// A date of the file, as an example or as a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenDate {
    /// The line on which its row starts.
    pub line: u64,
    /// The cell.
    pub value: String,
}

/// How it is known in which order day and month are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateProof {
    /// Every date of the file reads the same in both orders, for example because it starts with the year.
    NotNeeded,
    /// This date has only one reading.
    Proven(DateOrder, SeenDate),
    /// The caller said it.
    Chosen(DateOrder),
}

impl DateProof {
    /// The order in which to read the file.
    pub const fn order(&self) -> DateOrder {
        match self {
            Self::NotNeeded => DateOrder::DayFirst,
            Self::Proven(order, _) | Self::Chosen(order) => *order,
        }
    }
}

/// What the dates of a file show about their order.
#[derive(Default)]
pub(crate) struct Evidence {
    day_first: Option<SeenDate>,
    month_first: Option<SeenDate>,
    either: Option<SeenDate>,
}

impl Evidence {
    pub(crate) fn look(&mut self, line: u64, text: &str) {
        let readings = [DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| date(text, order));
        let shows = match readings {
            [Some(_), None] => &mut self.day_first,
            [None, Some(_)] => &mut self.month_first,
            [Some(day_first), Some(month_first)] if day_first != month_first => &mut self.either,
            _ => return,
        };
        shows.get_or_insert_with(|| SeenDate {
            line,
            value: text.to_owned(),
        });
    }

    /// A choice settles what the file leaves open or contradicts, but never what it proves: the days up to the 12th
    /// would be imported with day and month exchanged, and nobody would notice.
    pub(crate) fn conclude(self, chosen: Option<DateOrder>) -> Result<DateProof, ImportError> {
        use DateOrder::{DayFirst, MonthFirst};
        match (self.day_first, self.month_first, chosen) {
            (Some(day_first), Some(month_first), None) => Err(ImportError::DatesContradict {
                day_first,
                month_first,
            }),
            (Some(proof), None, Some(MonthFirst)) => {
                Err(ImportError::DatesDisprove(DayFirst, proof))
            }
            (None, Some(proof), Some(DayFirst)) => {
                Err(ImportError::DatesDisprove(MonthFirst, proof))
            }
            (Some(_), Some(_), Some(order)) => Ok(DateProof::Chosen(order)),
            (Some(proof), None, _) => Ok(DateProof::Proven(DayFirst, proof)),
            (None, Some(proof), _) => Ok(DateProof::Proven(MonthFirst, proof)),
            (None, None, chosen) => match (self.either, chosen) {
                (None, _) => Ok(DateProof::NotNeeded),
                (Some(_), Some(order)) => Ok(DateProof::Chosen(order)),
                (Some(example), None) => Err(ImportError::DatesAmbiguous(example)),
            },
        }
    }
}

/// A date with any of the separators `/`, `.` and `-`: `2026-12-31`, or day and month in the given order before the
/// year. The year has four digits.
pub(crate) fn date(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = match (first.len(), order) {
        (4, _) => (first, second, third),
        (_, DateOrder::DayFirst) => (third, second, first),
        (_, DateOrder::MonthFirst) => (third, first, second),
    };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let year = i32::try_from(number(year)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?;
    // Time trackers are younger than Unix; a year such as 0026 is a typing mistake.
    (1970..2200).contains(&date.year()).then_some(date)
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, MonthFirst};

    fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn proof(dates: &[&str], chosen: Option<DateOrder>) -> Result<DateProof, ImportError> {
        let mut evidence = Evidence::default();
        for (line, text) in (2..).zip(dates) {
            evidence.look(line, text);
        }
        evidence.conclude(chosen)
    }

    fn seen(line: u64, value: &str) -> SeenDate {
        SeenDate {
            line,
            value: value.to_owned(),
        }
    }

    #[test]
    fn dates_are_read_in_their_order() {
        assert_eq!(date("02/11/2026", DayFirst), ymd(2026, 11, 2));
        assert_eq!(date("02/11/2026", MonthFirst), ymd(2026, 2, 11));
        assert_eq!(date("2.11.2026", DayFirst), ymd(2026, 11, 2));
        assert_eq!(date("11-02-2026", MonthFirst), ymd(2026, 11, 2));
        assert_eq!(date("2026-11-02", MonthFirst), ymd(2026, 11, 2));
        assert_eq!(date("2026/11/02", DayFirst), ymd(2026, 11, 2));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "13/45/2026",
            "31/11/2026",
            "02/11/26",
            "2026-11",
            "02/11.2026",
            "1/2/3/2026",
            "0026-01-01",
            "-1/2/2026",
            "today",
            "2026-1a-01",
            "+1/02/2026",
        ] {
            assert_eq!(date(text, DayFirst), None, "{text}");
        }
    }

    #[test]
    fn one_date_proves_the_order_of_all() {
        assert_eq!(
            proof(&["02/11/2026", "10/29/2026", "10/30/2026"], None).unwrap(),
            DateProof::Proven(MonthFirst, seen(3, "10/29/2026"))
        );
        assert_eq!(
            proof(&["02/11/2026", "nonsense", "29/10/2026"], None).unwrap(),
            DateProof::Proven(DayFirst, seen(4, "29/10/2026"))
        );
    }

    #[test]
    fn an_open_order_is_asked_for() {
        let open = ["05/05/2026", "04/05/2026"];
        let error = proof(&open, None).unwrap_err();
        assert!(
            matches!(&error, ImportError::DatesAmbiguous(example) if *example == seen(3, "04/05/2026")),
            "{error}"
        );
        assert_eq!(
            proof(&open, Some(MonthFirst)).unwrap(),
            DateProof::Chosen(MonthFirst)
        );
    }

    #[test]
    fn dates_with_one_reading_need_no_order() {
        assert_eq!(
            proof(&["2026-04-05", "05/05/2026", ""], None).unwrap(),
            DateProof::NotNeeded
        );
    }

    #[test]
    fn contradictions_are_settled_only_by_a_choice() {
        let both = ["29/10/2026", "10/29/2026"];
        let error = proof(&both, None).unwrap_err();
        assert!(
            matches!(&error, ImportError::DatesContradict { day_first, month_first }
                if (day_first.line, month_first.line) == (2, 3)),
            "{error}"
        );
        assert_eq!(
            proof(&both, Some(DayFirst)).unwrap(),
            DateProof::Chosen(DayFirst)
        );
    }

    #[test]
    fn a_choice_cannot_overrule_a_proof() {
        let error = proof(&["04/05/2026", "10/29/2026"], Some(DayFirst)).unwrap_err();
        assert!(
            matches!(&error, ImportError::DatesDisprove(MonthFirst, proof) if proof.line == 3),
            "{error}"
        );
    }
}
