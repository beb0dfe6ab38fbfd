//! The columns that formats have, whatever they call them.

/// What a column can hold. Formats name the columns in which they have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Client,
    Project,
    Task,
    UserName,
    UserEmail,
    Note,
    /// Whether it is work, a break or an absence.
    Kind,
    Billable,
    Invoiced,
    InvoiceId,
    StartDate,
    StartTime,
    EndDate,
    EndTime,
    /// Elapsed time as hours, minutes and seconds.
    Duration,
    /// Elapsed time as decimal hours.
    Hours,
    /// Money per hour; the currency stands in the column's name.
    Rate,
}

/// How many fields there are.
pub(crate) const FIELDS: usize = Field::Rate as usize + 1;

/// A column that a format can have.
pub(crate) struct Column {
    pub(crate) field: Field,
    /// Its names, the one to prefer first.
    pub(crate) names: &'static [&'static str],
    /// Without it a row cannot become an entry.
    pub(crate) needed: bool,
}

impl Column {
    pub(crate) const fn needed(field: Field, names: &'static [&'static str]) -> Self {
        Self {
            field,
            names,
            needed: true,
        }
    }

    pub(crate) const fn optional(field: Field, names: &'static [&'static str]) -> Self {
        Self {
            field,
            names,
            needed: false,
        }
    }
}
