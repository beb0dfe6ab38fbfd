//! What differs between HQ tenants, or isn't known of the real one.

/// How the simulated HQ tenant behaves.
#[derive(Clone, Debug)]
pub struct HqOptions {
    /// The token of the old API, v1. It doesn't open v2.
    pub v1_token: String,
    /// The token of the new API, v2. It doesn't open v1.
    pub v2_token: String,
    /// When the tenant's own companies were made. Other tenants may have the same numbers.
    pub companies_made: String,
    /// Which finance modules the tenant has.
    pub finance: FinanceModule,
    /// How v2 writes a tax rate.
    pub tax_scale: TaxScale,
    /// What a document made by v2 consists of.
    pub new_document: NewDocument,
    /// Whether v2 accepts ids of units. No public API document lists any.
    pub units: UnitIds,
    /// The status of a document that was just made.
    pub first_status: FirstStatus,
    /// What v2's count header counts.
    pub count_header: CountHeader,
    /// What is done with filters.
    pub filters: Filters,
    /// What v2 answers when a document was made.
    pub answer_to_create: AnswerToCreate,
}

impl HqOptions {
    /// The v1 token of the sample tenant.
    pub const DEMO_V1_TOKEN: &'static str = "hq-v1-0ddba11c0ffee5eed";
    /// The v2 token of the sample tenant: in the form of a JWT, and signed by nobody.
    pub const DEMO_V2_TOKEN: &'static str =
        "eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJzYW1wbGUifQ.sandbox";
}

impl Default for HqOptions {
    fn default() -> Self {
        Self {
            v1_token: Self::DEMO_V1_TOKEN.to_owned(),
            v2_token: Self::DEMO_V2_TOKEN.to_owned(),
            companies_made: "2023-07-24T11:25:22.516Z".to_owned(),
            finance: FinanceModule::default(),
            tax_scale: TaxScale::default(),
            new_document: NewDocument::default(),
            units: UnitIds::default(),
            first_status: FirstStatus::default(),
            count_header: CountHeader::default(),
            filters: Filters::default(),
            answer_to_create: AnswerToCreate::default(),
        }
    }
}

/// The finance modules of a tenant. v1 covers the old one, v2 the new one (developer.hellohq.io).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FinanceModule {
    /// Both, so that either API can be tried. Real tenants are not known to have both.
    #[default]
    Both,
    /// The one before helloHQ 2.0: documents only by v1.
    Old,
    /// The one since helloHQ 2.0: documents only by v2.
    New,
}

/// How 19 % is written in v2. Its API document has 19 as an example of `tax`, but percentages of other resources were
/// seen as fractions (`BM1-de/hellohq-mcp@d02c680`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaxScale {
    /// `19`.
    #[default]
    Percent,
    /// `0.19`, so that `19` is 1,900 %.
    Fraction,
}

/// What a new v2 document consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NewDocument {
    /// What its template has: a text, a table for positions, the sums.
    #[default]
    FromTemplate,
    /// A text alone: the template has no table.
    WithoutTable,
}

/// Ids of units in v2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitIds {
    /// 4020 hours, 4021 days, 4022 flat rate, 4023 pieces. Other ids are refused.
    #[default]
    Known,
    /// Every id is refused.
    None,
}

/// The status of a new document. Neither API document names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstStatus {
    /// A draft.
    #[default]
    Draft,
    /// Waiting for somebody's review.
    Review,
}

/// The header `helloHQ-Count`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountHeader {
    /// The rows that the filter leaves.
    #[default]
    Filtered,
    /// All rows, whatever the filter (`markatusGit/Sales-Markatus-WebApp`, of some resources).
    Unfiltered,
}

/// The parameter `filter`, or `$filter` in v1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filters {
    /// It is followed.
    #[default]
    Followed,
    /// It is ignored, as parameters were seen to be on one resource of v2 (`BM1-de/hellohq-mcp@d02c680`).
    Ignored,
}

/// The answer to `POST /v2/Documents`, of which the API document says nothing but 200.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerToCreate {
    /// The document.
    #[default]
    Document,
    /// An empty body, and the document's address in the header `Location`.
    Location,
    /// An empty body.
    Empty,
}
