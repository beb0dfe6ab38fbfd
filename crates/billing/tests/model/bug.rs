//! Mistakes that can be switched on, each of which was made by somebody, or nearly by us.

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// What was not answered is sent once more.
    BlindResend,
    /// A status of 500 and above counts as "nothing was written".
    ServerErrorIsFailure,
    /// A start resets what was being sent.
    RestartResets,
    /// An absence counts at once.
    NoQuietPeriod,
    /// One absence is enough, even while lists lag.
    OneAbsence,
    /// A list that cannot be read counts as an empty one.
    FailedListIsAbsence,
    /// What a filtered list brings is believed without looking at each row.
    TrustsTheFilter,
    /// An empty list is believed without a canary.
    NoCanary,
    /// Entries are claimed whatever their version.
    ClaimWithoutVersion,
    /// An edit looks for claims before it writes, and not at the row that it writes.
    EditLooksElsewhere,
    /// The request leaves before its mark is durable.
    SendBeforeMark,
    /// The request leaves although nobody knows whether its mark is durable.
    SendAfterFailedMark,
    /// Entries are billed when the tool has answered, before the draft was read.
    BilledUnread,
    /// A second attempt has the marker of the first.
    SameMarker,
    /// A look proves its absence for the moment at which it is written down. This one was ours.
    LookCountsFromItsEnd,
}

impl Bug {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::BlindResend,
        Self::ServerErrorIsFailure,
        Self::RestartResets,
        Self::NoQuietPeriod,
        Self::OneAbsence,
        Self::FailedListIsAbsence,
        Self::TrustsTheFilter,
        Self::NoCanary,
        Self::ClaimWithoutVersion,
        Self::EditLooksElsewhere,
        Self::SendBeforeMark,
        Self::SendAfterFailedMark,
        Self::BilledUnread,
        Self::SameMarker,
        Self::LookCountsFromItsEnd,
    ];
}
