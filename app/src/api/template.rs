//! What a template makes of the first positions.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// The texts of the first positions, or why there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Three texts at most.
    pub texts: Vec<String>,
    /// What is wrong with the template, in the reader's language.
    pub problem: Option<String>,
}

/// Previews a template for an invoice; saves nothing.
#[server(input = Postcard, output = Postcard, endpoint = "preview_template")]
pub async fn preview_template(invoice: String, template: String) -> Result<Preview, ApiError> {
    use crate::pages::wizard;

    let cx = crate::context::Cx::current();
    let id = invoice.parse().map_err(|_| ApiError::Unreadable)?;
    let invoice = wizard::invoice_of(&cx, id).await?;
    Ok(wizard::preview(&cx, &invoice, &template).await?)
}
