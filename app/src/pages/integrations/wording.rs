//! Why a tool was not connected, in the reader's words.

use domain::capabilities::BillingTool;
use providers::ProviderError;
use store::{ConnectionError, StoreError};
use texts::{Locale, say};

use crate::forms::Refusal;
use crate::tools::SetUpError;

/// The refusal of a form; what concerns the token is said at `field`.
pub fn refused(l: Locale, tool: BillingTool, field: &'static str, error: SetUpError) -> Refusal {
    match error {
        SetUpError::NotAClient => Refusal::whole(say!(l, integrations.consent_client)),
        SetUpError::Tool(error) => Refusal::of(field, tool_problem(l, tool.name(), error)),
        SetUpError::OAuth(error) => {
            tracing::warn!(%error, "a consent was not accepted");
            Refusal::whole(say!(l, integrations.consent_failed))
        }
        SetUpError::Connection(error) => connection_problem(l, field, error),
        SetUpError::NoSuchCompany => {
            Refusal::of("own_company", say!(l, integrations.own_company_unknown))
        }
        SetUpError::NoSuchTemplate => {
            Refusal::of("document_template", say!(l, integrations.template_unknown))
        }
        SetUpError::Settings(error) => {
            tracing::error!(%error, "what an account says cannot be kept");
            Refusal::whole(say!(l, integrations.token_unexpected, tool = tool.name()))
        }
    }
}

fn tool_problem(l: Locale, tool: &'static str, error: ProviderError) -> String {
    tracing::warn!(tool, %error, "a token was not accepted");
    match error {
        ProviderError::Unauthorized => say!(l, integrations.token_refused, tool = tool),
        ProviderError::Forbidden { message } => {
            say!(
                l,
                integrations.token_forbidden,
                tool = tool,
                message = message
            )
        }
        ProviderError::RateLimited { retry_after } => {
            say!(
                l,
                integrations.token_busy,
                tool = tool,
                seconds = retry_after.as_secs()
            )
        }
        ProviderError::Held { .. } => say!(l, sending.not_admitted),
        ProviderError::NotAClient { .. } => say!(l, integrations.consent_client),
        ProviderError::Unavailable { .. } => say!(l, integrations.token_unreachable, tool = tool),
        ProviderError::NotFound
        | ProviderError::Refused { .. }
        | ProviderError::Unexpected { .. } => say!(l, integrations.token_unexpected, tool = tool),
    }
}

/// Why a connection was not changed.
pub fn connection_problem(l: Locale, field: &'static str, error: ConnectionError) -> Refusal {
    match error {
        ConnectionError::AlreadyConnected => Refusal::of(field, say!(l, integrations.token_known)),
        ConnectionError::OtherCompany => {
            Refusal::of(field, say!(l, integrations.token_other_company))
        }
        ConnectionError::Gone => Refusal::whole(say!(l, integrations.gone)),
        ConnectionError::Store(StoreError::Sealed(what)) => {
            tracing::error!(what, "a secret could not be opened");
            Refusal::of(field, say!(l, integrations.key_wrong))
        }
        ConnectionError::Store(error) => error.into(),
    }
}
