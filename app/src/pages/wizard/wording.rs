//! What went wrong with a billing tool, in the reader's words: what happened, what it means, what to do.

use billing::ToolsError;
use domain::capabilities::BillingTool;
use providers::ProviderError;
use texts::say;

/// Why a tool did not answer a question.
pub fn tool_problem(l: texts::Locale, tool: BillingTool, problem: &ProviderError) -> String {
    let tool = tool.name();
    match problem {
        ProviderError::Unauthorized => say!(l, wizard.tool_unauthorized, tool = tool),
        ProviderError::Forbidden { message } => say!(
            l,
            wizard.tool_forbidden,
            tool = tool,
            message = message.clone()
        ),
        ProviderError::NotAClient { detail } => {
            tracing::warn!(tool, detail, "a billing tool does not accept this Billhour");
            say!(l, wizard.tool_not_a_client, tool = tool)
        }
        // A copy looks, but renews no access for it.
        ProviderError::Held { .. } => say!(l, sending.not_admitted),
        ProviderError::NotFound => say!(l, wizard.tool_not_found, tool = tool),
        ProviderError::RateLimited { retry_after } => say!(
            l,
            wizard.tool_busy,
            tool = tool,
            seconds = retry_after.as_secs()
        ),
        ProviderError::Refused { message } => say!(
            l,
            wizard.tool_refused,
            tool = tool,
            message = message.clone()
        ),
        ProviderError::Unavailable { detail } | ProviderError::Unexpected { detail } => {
            tracing::warn!(tool, detail, "a billing tool did not answer as it should");
            say!(l, wizard.tool_unavailable, tool = tool)
        }
    }
}

/// Why a connection could not be opened.
pub fn tools_problem(l: texts::Locale, problem: &ToolsError) -> String {
    match problem {
        ToolsError::NotConnected => say!(l, wizard.not_connected),
        ToolsError::Disconnected => say!(l, wizard.disconnected),
        ToolsError::Sealed(detail) => {
            tracing::error!(detail, "credentials could not be opened");
            say!(l, wizard.sealed)
        }
        ToolsError::Store(error) => {
            tracing::error!(%error, "a connection could not be read");
            say!(l, errors.database)
        }
    }
}
