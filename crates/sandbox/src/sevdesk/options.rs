//! What differs between sevDesk accounts, or isn't known of the real one.

/// How the simulated sevDesk account behaves.
#[derive(Clone, Debug)]
pub struct SevdeskOptions {
    /// The API token: 32 hex digits, sent raw in the `Authorization` header.
    pub token: String,
    /// Which bookkeeping system the account is on.
    pub bookkeeping: Bookkeeping,
    /// Whether the account is of a small business (par. 19 of the German VAT act), for which only tax rule 11 exists.
    pub small_business: bool,
    /// Added to the id of every unit. Anything but 0 breaks a client that takes 9 for the hour without asking.
    pub unit_shift: u64,
    /// What the `name` filter of the contact list does.
    pub name_filter: NameFilter,
    /// What an update does to the positions that it doesn't list.
    pub unlisted_positions: UnlistedPositions,
    /// Whether finalising an invoice also enshrines it, which depends on the account's settings.
    pub enshrine_on_send: bool,
}

impl SevdeskOptions {
    /// The token of the sample account.
    pub const DEMO_TOKEN: &'static str = "5e7de5c0b111a0c0ffee0123456789ab";
}

impl Default for SevdeskOptions {
    fn default() -> Self {
        Self {
            token: Self::DEMO_TOKEN.to_owned(),
            bookkeeping: Bookkeeping::default(),
            small_business: false,
            unit_shift: 0,
            name_filter: NameFilter::default(),
            unlisted_positions: UnlistedPositions::default(),
            enshrine_on_send: true,
        }
    }
}

/// sevDesk's bookkeeping system ("sevdesk-Update 2.0" in its API document).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bookkeeping {
    /// The old one: invoices are taxed by `taxType`.
    V1,
    /// Today's: invoices are taxed by `taxRule`.
    #[default]
    V2,
}

/// The `name` filter of `GET /Contact`. The documentation doesn't say which of these it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameFilter {
    /// The whole name, letter by letter. The less helpful reading, and so the default.
    #[default]
    Exact,
    /// A part of the name, whatever its case.
    Substring,
}

/// Positions of a draft that an update neither lists nor deletes.
///
/// What really happens to them is not documented, and nobody has published a measurement for invoices. Of vouchers,
/// which are saved in the same way, it is measured that the total covers only the positions of the call
/// (`jernoxit/sevdesk-rs@cd8639c`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnlistedPositions {
    /// They vanish. The most dangerous reading, and so the default.
    #[default]
    Dropped,
    /// They stay, but the totals don't cover them.
    KeptOutOfTotal,
    /// They stay and count.
    Kept,
}
