//! Why a file or a row cannot be imported, and what to know before importing it, in the reader's words.

use domain::Locale;
use import::{DateOrder, DurationProblem, NotCsv, Reason, Warning};
use texts::say;

use super::Problem;
use crate::words::words;

/// Why a file cannot be imported as a whole.
pub fn problem(locale: Locale, problem: &Problem) -> String {
    let l = words(locale);
    match problem {
        Problem::Empty => say!(l, import.empty),
        Problem::NotCsv(kind) => not_csv(locale, *kind),
        Problem::MixedEncoding { line } => say!(l, import.mixed_encoding, line = line),
        Problem::UnknownFormat { columns } => {
            say!(l, import.unknown_format, columns = columns.join(", "))
        }
        Problem::MissingColumns { format, columns } => {
            let columns = columns.join(", ");
            say!(
                l,
                import.missing_columns,
                format = format.label(),
                columns = columns
            )
        }
        Problem::DuplicateColumn { name } => say!(l, import.duplicate_column, name = name),
        Problem::NoRows => say!(l, import.no_rows),
        Problem::RowWithoutEnd { line } => say!(l, import.row_without_end, line = line),
        Problem::Changed => say!(l, import.changed),
        Problem::Read => say!(l, import.unreadable_file),
        Problem::NamesChanged => say!(l, import.names_changed),
        Problem::Over => say!(l, import.over),
        Problem::Database => say!(l, import.database),
        Problem::DatesAmbiguous(_)
        | Problem::DatesContradict { .. }
        | Problem::DatesDisprove(..) => dates(locale, problem),
    }
}

/// What keeps the order of day and month open.
fn dates(locale: Locale, problem: &Problem) -> String {
    let l = words(locale);
    match problem {
        Problem::DatesContradict {
            day_first,
            month_first,
        } => say!(
            l,
            import.dates_contradict,
            day_value = &day_first.value,
            day_line = day_first.line,
            month_value = &month_first.value,
            month_line = month_first.line
        ),
        Problem::DatesDisprove(DateOrder::DayFirst, seen) => {
            say!(
                l,
                import.dates_disprove_day,
                value = &seen.value,
                line = seen.line
            )
        }
        Problem::DatesDisprove(DateOrder::MonthFirst, seen) => {
            say!(
                l,
                import.dates_disprove_month,
                value = &seen.value,
                line = seen.line
            )
        }
        Problem::DatesAmbiguous(seen) => {
            say!(
                l,
                import.dates_ambiguous,
                value = &seen.value,
                line = seen.line
            )
        }
        _ => String::new(),
    }
}

fn not_csv(locale: Locale, kind: NotCsv) -> String {
    let l = words(locale);
    match kind {
        NotCsv::Excel => say!(l, import.not_csv_excel),
        NotCsv::Pdf => say!(l, import.not_csv_pdf),
        NotCsv::Html => say!(l, import.not_csv_html),
        NotCsv::Binary => say!(l, import.not_csv_binary),
        NotCsv::OneColumn => say!(l, import.not_csv_one_column),
    }
}

/// Why a row cannot be imported.
pub fn reason(locale: Locale, reason: &Reason) -> String {
    let l = words(locale);
    match reason {
        Reason::Columns { found, expected } => {
            say!(l, import.reason_columns, found = found, expected = expected)
        }
        Reason::Empty { column } => say!(l, import.reason_empty, column = column),
        Reason::Date { column, value } => {
            say!(l, import.reason_date, column = column, value = value)
        }
        Reason::Time { column, value } => {
            say!(l, import.reason_time, column = column, value = value)
        }
        Reason::Running => say!(l, import.reason_running),
        Reason::Duration {
            column,
            value,
            problem,
        } => duration(locale, column, value, *problem),
        Reason::YesOrNo { column, value } => {
            say!(l, import.reason_yes_or_no, column = column, value = value)
        }
        Reason::Rate { column, value } => {
            say!(l, import.reason_rate, column = column, value = value)
        }
        Reason::TooLong {
            column,
            found,
            most,
        } => say!(
            l,
            import.reason_too_long,
            column = column,
            found = found,
            most = most
        ),
        Reason::NoProject => say!(l, import.reason_no_project),
    }
}

fn duration(locale: Locale, column: &str, value: &str, problem: DurationProblem) -> String {
    let l = words(locale);
    match problem {
        DurationProblem::Format => {
            say!(
                l,
                import.reason_duration_format,
                column = column,
                value = value
            )
        }
        DurationProblem::Negative => {
            say!(
                l,
                import.reason_duration_negative,
                column = column,
                value = value
            )
        }
        DurationProblem::Zero => {
            say!(
                l,
                import.reason_duration_zero,
                column = column,
                value = value
            )
        }
        DurationProblem::TooLong => {
            say!(
                l,
                import.reason_duration_long,
                column = column,
                value = value
            )
        }
    }
}

/// What a person should know before saying yes.
pub fn warning(locale: Locale, warning: &Warning) -> String {
    let l = words(locale);
    let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    match warning {
        Warning::OtherCurrency(currency) if currency.is_empty() => {
            say!(l, import.warn_currency_unknown)
        }
        Warning::OtherCurrency(currency) => say!(l, import.warn_currency, currency = currency),
        Warning::BillableUnknown => say!(l, import.warn_billable),
        Warning::BilledUnknown => say!(l, import.warn_billed),
        Warning::NoUser { rows, first } => {
            say!(
                l,
                import.warn_no_user,
                count = count(*rows),
                line = first.first
            )
        }
        Warning::SpanDiffers { rows, first } => {
            say!(
                l,
                import.warn_span,
                count = count(*rows),
                line = first.first
            )
        }
        Warning::HoursDiffer { rows, first } => {
            say!(
                l,
                import.warn_hours,
                count = count(*rows),
                line = first.first
            )
        }
    }
}
