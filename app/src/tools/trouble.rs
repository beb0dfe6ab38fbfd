//! What was the matter when a tool last did not do what was asked: kept with its connection, worded by pages.

use providers::{ProviderError, Refusal};

/// Why a call did not work, as far as that says something about the connection and not about what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The token is wrong, or was replaced or withdrawn.
    Unauthorized,
    /// The authorisation was withdrawn, ran out, or was used up by somebody else.
    Withdrawn,
    /// The tool does not accept this Billhour as its client.
    NotAClient,
    /// The credentials may not do this, in the tool's own words.
    Forbidden(String),
    /// Too many requests.
    Busy,
    /// No answer, or a failure of the tool.
    Unreachable,
    /// An answer that is not what the tool documents.
    Unexpected,
}

impl Trouble {
    /// What an error of a reading call says about the connection; `None` where that is nothing.
    pub fn of(error: &ProviderError) -> Option<Self> {
        Some(match error {
            ProviderError::Unauthorized => Self::Unauthorized,
            ProviderError::NotAClient { .. } => Self::NotAClient,
            ProviderError::Forbidden { message } => Self::Forbidden(message.clone()),
            ProviderError::RateLimited { .. } => Self::Busy,
            ProviderError::Unavailable { .. } => Self::Unreachable,
            ProviderError::Unexpected { .. } => Self::Unexpected,
            ProviderError::NotFound
            | ProviderError::Refused { .. }
            | ProviderError::Held { .. } => {
                return None;
            }
        })
    }

    /// The same of a creating call.
    pub fn of_refusal(refusal: &Refusal) -> Option<Self> {
        Some(match refusal {
            Refusal::Unauthorized => Self::Unauthorized,
            Refusal::Forbidden { message } => Self::Forbidden(message.clone()),
            Refusal::RateLimited { .. } => Self::Busy,
            Refusal::NotSent { .. } => Self::Unreachable,
            Refusal::NotSendable(_) | Refusal::DraftChanged(_) | Refusal::Invalid { .. } => {
                return None;
            }
        })
    }

    /// As it is kept.
    pub fn write(&self) -> String {
        match self {
            Self::Forbidden(message) => format!("{}: {message}", self.name()),
            _ => self.name().to_owned(),
        }
    }

    /// Reads [`Self::write`] back; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (name, message) = text.split_once(": ").unwrap_or((text, ""));
        let all = [
            Self::Unauthorized,
            Self::Withdrawn,
            Self::NotAClient,
            Self::Forbidden(message.to_owned()),
            Self::Busy,
            Self::Unreachable,
            Self::Unexpected,
        ];
        all.into_iter().find(|trouble| trouble.name() == name)
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Unauthorized => "unauthorized",
            Self::Withdrawn => "withdrawn",
            Self::NotAClient => "not_a_client",
            Self::Forbidden(_) => "forbidden",
            Self::Busy => "busy",
            Self::Unreachable => "unreachable",
            Self::Unexpected => "unexpected",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_what_it_wrote() {
        for trouble in [
            Trouble::Unauthorized,
            Trouble::Withdrawn,
            Trouble::NotAClient,
            Trouble::Forbidden("no right: invoices".to_owned()),
            Trouble::Busy,
            Trouble::Unreachable,
            Trouble::Unexpected,
        ] {
            assert_eq!(Trouble::read(&trouble.write()), Some(trouble));
        }
        assert_eq!(Trouble::read("something else"), None);
    }

    #[test]
    fn what_was_asked_wrongly_is_no_trouble_of_the_connection() {
        assert_eq!(Trouble::of(&ProviderError::NotFound), None);
        let message = "unknown customer".to_owned();
        assert_eq!(Trouble::of(&ProviderError::Refused { message }), None);
    }
}
