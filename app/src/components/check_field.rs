//! A box to tick.

use leptos::prelude::*;

use crate::forms::Echo;

/// A box with its label. An unticked box is not posted, so after a refused form it is what was posted that counts.
#[component]
pub fn CheckField(
    name: &'static str,
    #[prop(into)] label: String,
    checked: bool,
    #[prop(optional)] form: &'static str,
) -> impl IntoView {
    let echo = Echo::of_form(form);
    let checked = if echo.is_refused() {
        echo.value(name).is_some()
    } else {
        checked
    };
    view! { <label class="check"><input type="checkbox" name=name value="yes" checked=checked /><span>{label}</span></label> }
}
