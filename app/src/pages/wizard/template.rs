//! The template field of step 4 and what it makes of the first positions.

use domain::level::{Recipe, make};
use domain::text::{Placeholder, Template, TemplateProblem, TextSource};
use leptos::prelude::*;
use store::invoices::Invoice;
use texts::say;

use super::make::recipe;
use crate::api::Preview;
use crate::context::{Cx, PageError};
use crate::islands::{HandOver, TemplateField, TemplateProps};

/// So many positions show what a template does.
const SHOWN: usize = 3;

/// The field.
pub fn template_field(
    cx: &Cx,
    invoice: &Invoice,
    template: String,
    preview: Preview,
) -> impl IntoView + use<> {
    let l = cx.words();
    let props = TemplateProps {
        invoice: invoice.id.to_string(),
        text: template,
        preview,
        label: say!(l, wizard.template),
        placeholders: Placeholder::ALL
            .map(|(name, _)| format!("{{{name}}}"))
            .into(),
        button: say!(l, wizard.preview),
        preview_of: say!(l, wizard.preview_of),
    };
    view! {
        <HandOver value=props />
        <TemplateField />
    }
}

/// What a template makes of the first positions, or what is wrong with it.
pub async fn preview(cx: &Cx, invoice: &Invoice, template: &str) -> Result<Preview, PageError> {
    let template = match Template::parse(template) {
        Ok(template) => template,
        Err(problem) => {
            return Ok(Preview {
                texts: Vec::new(),
                problem: Some(template_problem(cx.words(), &problem)),
            });
        }
    };
    let Some(level) = invoice.level else {
        return Ok(Preview::default());
    };
    let recipe = Recipe {
        source: TextSource::Template,
        template: Some(template),
        ..recipe(cx, invoice, level, (2, 2))
    };
    let entries = cx.state.store.chosen_entries(invoice, cx.locale).await?;
    let made = make(&entries, &recipe, 1).into_iter().take(SHOWN);
    Ok(Preview {
        texts: made.map(|made| made.position.text).collect(),
        problem: None,
    })
}

/// Why a template was refused.
pub fn template_problem(l: texts::Locale, problem: &TemplateProblem) -> String {
    match problem {
        TemplateProblem::Empty => say!(l, wizard.template_empty),
        TemplateProblem::TooLong => say!(l, wizard.template_too_long),
        TemplateProblem::Unknown(name) => {
            say!(l, wizard.template_unknown, name = format!("{{{name}}}"))
        }
        TemplateProblem::Unclosed => say!(l, wizard.template_unclosed),
    }
}
