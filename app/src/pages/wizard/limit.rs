//! More positions than the billing tool takes: said before anything is locked, with the way to fewer.

use leptos::prelude::*;
use providers::BeforeImage;
use store::invoices::Invoice;
use texts::say;

use super::load::capabilities_of;
use super::step::{Step, to_step};
use crate::components::Notice;
use crate::context::{Cx, PageError};

/// How many positions a tool takes, where that is fewer than there are.
pub struct TooMany {
    /// What is wrong, as a sentence.
    pub sentence: String,
    level: String,
}

impl TooMany {
    /// The sentence, and the link to where positions are grouped.
    pub fn notice(&self, cx: &Cx) -> impl IntoView + use<> {
        let (sentence, url) = (self.sentence.clone(), self.level.clone());
        let link = say!(cx.words(), wizard.to_level);
        view! { <Notice kind="bad"><p>{sentence}</p><p><a class="button" href=url>{link}</a></p></Notice> }
    }

    /// The same in step 5, whose form is posted first.
    pub fn notice_that_saves(&self, cx: &Cx) -> impl IntoView + use<> {
        let (sentence, to) = (self.sentence.clone(), to_step(Step::Level));
        let words = say!(cx.words(), wizard.to_level);
        view! { <Notice kind="bad"><p>{sentence}</p><p><button type="submit" form="positions" name="do" value=to formnovalidate=true>{words}</button></p></Notice> }
    }
}

/// Whether so many positions are too many for the tool that was chosen, on a draft with the lines that it has already.
pub async fn too_many(
    cx: &Cx,
    invoice: &Invoice,
    positions: usize,
) -> Result<Option<TooMany>, PageError> {
    let Some(tool) = capabilities_of(cx, invoice).await? else {
        return Ok(None);
    };
    let Some(most) = tool.max_positions else {
        return Ok(None);
    };
    let there = lines_before(invoice);
    if positions + there <= most {
        return Ok(None);
    }
    let l = cx.words();
    let name = invoice
        .tool
        .map_or("", domain::capabilities::BillingTool::name);
    let sentence = if there == 0 {
        say!(
            l,
            wizard.too_many,
            tool = name,
            most = most,
            count = positions
        )
    } else {
        say!(
            l,
            wizard.too_many_with,
            tool = name,
            most = most,
            count = positions,
            there = there
        )
    };
    Ok(Some(TooMany {
        sentence,
        level: Step::Level.url(invoice.id),
    }))
}

/// The lines of the draft that the positions are added to.
fn lines_before(invoice: &Invoice) -> usize {
    let image = invoice.before_image.as_deref();
    let image = image.and_then(|json| serde_json::from_str::<BeforeImage>(json).ok());
    image.map_or(0, |image| image.document.lines.len())
}
