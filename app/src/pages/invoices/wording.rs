//! What the engine knows about an invoice, in the reader's words.

use billing::{Cause, Setback};
use domain::capabilities::BillingTool;
use domain::invoice::{Attention, InvoiceState};
use providers::{DraftChange, LongText, Obstacle};
use texts::say;

use crate::components::moment_text;
use crate::context::Cx;

/// The name of a tool, or of tools as such while none is chosen.
pub fn tool_name(l: texts::Locale, tool: Option<BillingTool>) -> String {
    tool.map_or_else(|| say!(l, invoices.tool), |tool| tool.name().to_owned())
}

/// A state in a few words, and the look of its badge.
pub fn state(
    l: texts::Locale,
    state: InvoiceState,
    attention: Option<Attention>,
) -> (&'static str, String) {
    match state {
        InvoiceState::Preparing => ("idle", say!(l, invoices.preparing)),
        InvoiceState::Claimed | InvoiceState::Sending => ("wait", say!(l, invoices.underway)),
        InvoiceState::Unknown => ("bad", say!(l, invoices.unknown)),
        InvoiceState::Created if attention == Some(Attention::Mismatch) => {
            ("bad", say!(l, invoices.differs))
        }
        InvoiceState::Created => ("wait", say!(l, invoices.comparing)),
        InvoiceState::Done => ("good", say!(l, invoices.done)),
        InvoiceState::Undoing => ("wait", say!(l, invoices.undoing)),
        InvoiceState::Released => ("idle", say!(l, invoices.released)),
        InvoiceState::Failed => ("bad", say!(l, invoices.failed)),
    }
}

/// What a person should do, in a few words; nothing where the state says it already.
pub fn attention(l: texts::Locale, attention: Attention, tool: &str) -> Option<String> {
    match attention {
        Attention::Mismatch => None,
        Attention::Auth => Some(say!(l, invoices.needs_tool, tool = tool)),
        Attention::Duplicate => Some(say!(l, invoices.needs_choice)),
        Attention::Ask => Some(say!(l, invoices.needs_person)),
        Attention::RemoteGone => Some(say!(l, invoices.needs_gone)),
        Attention::RemoteChanged => Some(say!(l, invoices.needs_changed)),
    }
}

/// Why an attempt ended without a draft.
pub fn say_setback(cx: &Cx, tool: &str, setback: &Setback) -> String {
    let l = cx.words();
    match setback {
        Setback::NotSent { .. } => say!(l, invoices.setback_not_sent, tool = tool),
        Setback::Held { .. } => say!(l, invoices.setback_held),
        Setback::NotWrittenDown { .. } => say!(l, invoices.setback_not_written_down),
        Setback::NotSendable { obstacle } => say_obstacle(l, tool, *obstacle),
        Setback::DraftChanged { change } => match change {
            DraftChange::Edited => say!(l, invoices.setback_draft_changed, tool = tool),
            DraftChange::Gone => say!(l, invoices.setback_draft_gone, tool = tool),
        },
        Setback::Unauthorized => say!(l, invoices.setback_unauthorized, tool = tool),
        Setback::Forbidden { message } => {
            say!(
                l,
                invoices.setback_forbidden,
                tool = tool,
                message = message
            )
        }
        Setback::RateLimited { again_at } => {
            let when = moment_text(cx, *again_at);
            say!(l, invoices.setback_rate_limited, tool = tool, when = when)
        }
        Setback::Invalid { message } => {
            say!(l, invoices.setback_invalid, tool = tool, message = message)
        }
        Setback::Absent => say!(l, invoices.setback_absent, tool = tool),
        Setback::SaidNotThere => say!(l, invoices.setback_said_not_there, tool = tool),
        Setback::Interrupted => say!(l, invoices.setback_interrupted),
        Setback::Cancelled => say!(l, invoices.setback_cancelled),
        Setback::MayBeThere { .. } => say!(l, invoices.setback_may_be_there, tool = tool),
        Setback::LateDraft { remote_id } => {
            say!(
                l,
                invoices.setback_late_draft,
                tool = tool,
                draft = remote_id
            )
        }
    }
}

fn say_obstacle(l: texts::Locale, tool: &str, obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::NoPositions => say!(l, invoices.obstacle_no_positions),
        Obstacle::PeriodAfterInvoiceDate => say!(l, invoices.obstacle_period_later),
        Obstacle::PeriodEndsBeforeStart => say!(l, invoices.obstacle_period_order),
        Obstacle::ConnectionIncomplete => say!(l, invoices.obstacle_incomplete, tool = tool),
        Obstacle::Unit(_) => say!(l, invoices.obstacle_unit, tool = tool),
        Obstacle::Treatment => say!(l, invoices.obstacle_treatment, tool = tool),
        Obstacle::TaxRate => say!(l, invoices.obstacle_tax_rate),
        Obstacle::Currency => say!(l, invoices.obstacle_currency),
        Obstacle::OtherCustomer => say!(l, invoices.obstacle_other_customer),
        Obstacle::OtherTreatment => say!(l, invoices.obstacle_other_treatment),
        Obstacle::Unsendable => say!(l, invoices.obstacle_unsendable, tool = tool),
        Obstacle::TooManyPositions { most } => {
            say!(l, invoices.obstacle_too_many, tool = tool, most = most)
        }
        Obstacle::TextTooLong { text, most } => {
            let which = which_text(l, text);
            say!(
                l,
                invoices.obstacle_too_long,
                tool = tool,
                which = which,
                most = most
            )
        }
        Obstacle::NoPlace { text } => {
            let which = which_text(l, text);
            say!(l, invoices.obstacle_no_place, tool = tool, which = which)
        }
    }
}

fn which_text(l: texts::Locale, text: LongText) -> String {
    match text {
        LongText::Header => say!(l, invoices.long_header),
        LongText::Intro => say!(l, invoices.long_intro),
        LongText::Closing => say!(l, invoices.long_closing),
        LongText::Position => say!(l, invoices.long_position),
        LongText::Reference => say!(l, invoices.long_reference),
    }
}

/// Why nobody knows whether there is a draft.
pub fn say_cause(l: texts::Locale, tool: &str, cause: &Cause) -> String {
    match cause {
        Cause::NoAnswer { .. } => say!(l, invoices.cause_no_answer, tool = tool),
        Cause::Status { status, .. } => {
            say!(l, invoices.cause_status, tool = tool, status = status)
        }
        Cause::Unreadable { .. } => say!(l, invoices.cause_unreadable, tool = tool),
        Cause::Refused { .. } => say!(l, invoices.cause_refused, tool = tool),
        Cause::Interrupted => say!(l, invoices.cause_interrupted),
        Cause::WrongDraft { remote_id } => {
            say!(
                l,
                invoices.cause_wrong_draft,
                tool = tool,
                draft = remote_id
            )
        }
        Cause::Vanished { remote_id } => {
            say!(l, invoices.cause_vanished, tool = tool, draft = remote_id)
        }
    }
}
