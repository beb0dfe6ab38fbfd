//! What a copy of a draft has of the draft that was copied.

/// What is carried over, and what is not: for people, before they let it happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedOver {
    /// How many lines there are; all of them are carried over.
    pub lines: usize,
    /// What else the draft has that the copy will have.
    pub kept: Vec<Kept>,
    /// What the draft has, or may have, that the copy will not have.
    pub lost: Vec<Lost>,
}

/// A part of a draft that its copy has as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The customer and the address.
    Address,
    /// The date of the invoice.
    Date,
    /// When the service was rendered.
    ServicePeriod,
    /// The title.
    Title,
    /// The text before the lines.
    Intro,
    /// The text after the lines.
    Closing,
    /// The conditions of payment.
    Payment,
    /// How it is taxed.
    Tax,
    /// A discount on the whole.
    Discount,
    /// Its language.
    Language,
    /// Its layout in print.
    Layout,
    /// The reference of the customer for electronic invoices.
    BuyerReference,
}

/// A part of a draft that its copy has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Its number: the copy gets its own.
    Number,
    /// Whom it names as the customer's contact: the copy names the customer's usual one.
    ContactPerson,
    /// Attached files, and whatever else the tool's API does not show.
    Unseen,
    /// Something that Billhour does not know, by the tool's own name.
    Field(String),
}
