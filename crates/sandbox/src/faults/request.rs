//! Reading an order for a fault.

use std::time::Duration;

use serde::Deserialize;

use super::queue::ANY;
use super::{Corrupted, Corruption, Fault, Mishap, Plan, Refusal};
use crate::tool::Tool;

/// Makes a fault from an order that names it.
type Make = fn(&FaultRequest) -> Result<Fault, FaultRequestError>;

/// All faults by name.
const FAULTS: &[(&str, Make)] = &[
    ("late_before_commit", |_| Ok(Fault::LateBeforeCommit)),
    ("late_after_commit", |_| Ok(Fault::LateAfterCommit)),
    ("lost_before_commit", |_| Ok(Fault::LostBeforeCommit)),
    ("lost_after_commit", |_| Ok(Fault::LostAfterCommit)),
    ("commit_late_lost", |_| Ok(Fault::CommitLateLost)),
    ("commit_late_504", |_| Ok(Fault::CommitLate504)),
    ("status_before_commit", |order| {
        order.refusal().map(Fault::StatusBeforeCommit)
    }),
    ("status_after_commit", |order| {
        order.refusal().map(Fault::StatusAfterCommit)
    }),
    ("cut_body", |order| Ok(Fault::CutBody(order.at))),
    ("cut_answer", |order| Ok(Fault::CutAnswer(order.at))),
    ("malformed_body", |_| Ok(Fault::MalformedBody)),
    ("html_body", |_| Ok(Fault::HtmlBody)),
    ("empty_body", |_| Ok(Fault::EmptyBody)),
    ("wrong_media_type", |_| Ok(Fault::WrongMediaType)),
    ("wrong_type_body", |_| Ok(Fault::WrongTypeBody)),
    ("error_in_200", |_| Ok(Fault::ErrorIn200)),
    ("redirect", |order| Ok(order.redirect())),
    ("changed_contact", |order| {
        Ok(order.corrupt(Corrupted::Contact))
    }),
    ("changed_status", |order| {
        Ok(order.corrupt(Corrupted::Status))
    }),
    ("changed_reference", |order| {
        Ok(order.corrupt(Corrupted::Reference))
    }),
    ("changed_text", |order| Ok(order.corrupt(Corrupted::Text))),
    ("changed_quantity", |order| {
        Ok(order.corrupt(Corrupted::Quantity))
    }),
    ("changed_price", |order| Ok(order.corrupt(Corrupted::Price))),
    ("changed_tax_rate", |order| {
        Ok(order.corrupt(Corrupted::TaxRate))
    }),
    ("changed_net", |order| Ok(order.corrupt(Corrupted::Net))),
    ("dropped_line", |order| {
        Ok(order.corrupt(Corrupted::DroppedLine))
    }),
    (
        "extra_line",
        |order| Ok(order.corrupt(Corrupted::ExtraLine)),
    ),
];

/// The names of all faults.
pub(crate) fn names() -> Vec<&'static str> {
    FAULTS.iter().map(|(name, _)| *name).collect()
}

/// The body of `POST /sandbox/faults`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultRequest {
    tool: Tool,
    operation: String,
    fault: String,
    /// How many matching requests are hit.
    #[serde(default = "one")]
    count: u32,
    /// How many matching requests pass unharmed before.
    #[serde(default)]
    after: u32,
    #[serde(default)]
    delay_ms: u64,
    /// For the faults with a status; 500 when left out.
    status: Option<u16>,
    /// For the faults with a status: the `Retry-After` header. With 429 it is 1 when left out, and absent when empty.
    retry_after: Option<String>,
    /// For the faults that cut: after how many bytes; 0 when left out.
    #[serde(default)]
    at: u64,
    /// For `redirect`.
    location: Option<String>,
    /// For the faults that change a line: which one, from 0; the last one when left out.
    line: Option<usize>,
}

/// Why a fault can't be ordered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FaultRequestError {
    #[error("there is no fault \"{0}\". Choose one of: {list}", list = names().join(", "))]
    UnknownFault(String),
    #[error("there is no operation \"{operation}\". Choose \"any\" or one of: {list}", list = tool.operations().join(", "))]
    UnknownOperation { tool: Tool, operation: String },
    #[error(
        "\"{fault}\" changes what is stored, so it belongs to the operation \"{operation}\" (or \"any\")"
    )]
    NothingStored {
        fault: String,
        operation: &'static str,
    },
    #[error("{0} is no HTTP status of an error. Choose one from 400 to 599")]
    NoErrorStatus(u16),
    #[error(
        "a fault that hits no request has no effect. Leave \"count\" out, or make it 1 or more"
    )]
    NoCount,
}

fn one() -> u32 {
    1
}

impl FaultRequest {
    /// Checks the order against the names that exist.
    pub(crate) fn plan(self) -> Result<Plan, FaultRequestError> {
        let (name, fault) = self.fault()?;
        let operation = self.operation()?;
        if let Fault::Corrupt(corruption) = &fault {
            let storing = self.tool.storing_operation(corruption.what);
            if operation != storing && operation != ANY {
                return Err(FaultRequestError::NothingStored {
                    fault: self.fault,
                    operation: storing,
                });
            }
        }
        if self.count == 0 {
            return Err(FaultRequestError::NoCount);
        }
        let mishap = Mishap {
            fault,
            delay: Duration::from_millis(self.delay_ms),
        };
        Ok(Plan {
            tool: self.tool,
            operation,
            name,
            after: self.after,
            count: self.count,
            mishap,
        })
    }

    fn operation(&self) -> Result<&'static str, FaultRequestError> {
        let known = self.tool.operations().iter().chain(&[ANY]);
        known
            .copied()
            .find(|name| *name == self.operation)
            .ok_or_else(|| FaultRequestError::UnknownOperation {
                tool: self.tool,
                operation: self.operation.clone(),
            })
    }

    fn fault(&self) -> Result<(&'static str, Fault), FaultRequestError> {
        let (name, make) = FAULTS
            .iter()
            .find(|(name, _)| *name == self.fault)
            .ok_or_else(|| FaultRequestError::UnknownFault(self.fault.clone()))?;
        Ok((name, make(self)?))
    }

    fn redirect(&self) -> Fault {
        Fault::Redirect(self.location.clone().unwrap_or_else(|| "/".to_owned()))
    }

    fn corrupt(&self, what: Corrupted) -> Fault {
        Fault::Corrupt(Corruption {
            what,
            line: self.line,
        })
    }

    fn refusal(&self) -> Result<Refusal, FaultRequestError> {
        let status = self.status.unwrap_or(500);
        if !(400..=599).contains(&status) {
            return Err(FaultRequestError::NoErrorStatus(status));
        }
        let usual = || (status == 429).then(|| "1".to_owned());
        let retry_after = self.retry_after.clone().or_else(usual);
        Ok(Refusal {
            status,
            retry_after: retry_after.filter(|text| !text.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(order: &str) -> Result<Plan, FaultRequestError> {
        serde_json::from_str::<FaultRequest>(order).unwrap().plan()
    }

    #[test]
    fn every_name_makes_a_fault_under_that_name() {
        for name in names() {
            let order = format!(r#"{{"tool":"sevdesk","operation":"any","fault":"{name}"}}"#);
            assert_eq!(plan(&order).unwrap().name, name);
        }
    }

    #[test]
    fn an_order_without_effect_is_refused() {
        let refusals = [
            r#"{"tool":"sevdesk","operation":"any","fault":"gremlins"}"#,
            r#"{"tool":"sevdesk","operation":"make_coffee","fault":"empty_body"}"#,
            r#"{"tool":"sevdesk","operation":"unity","fault":"changed_net"}"#,
            r#"{"tool":"sevdesk","operation":"any","fault":"empty_body","count":0}"#,
            r#"{"tool":"sevdesk","operation":"any","fault":"status_before_commit","status":200}"#,
        ];
        for order in refusals {
            assert!(plan(order).is_err(), "{order}");
        }
    }
}
