//! Nothing typed is lost by a wrong click.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// Lets the browser ask before a page is left on which something was typed that no button has posted. It looks at the
/// fields that belong to the form from outside of it; what stands inside saves itself.
#[component]
pub fn AskBeforeLeaving(
    /// The form's id.
    form: &'static str,
    /// Whether the fields hold what was posted and refused.
    refused: bool,
) -> impl IntoView {
    let script = format!(
        "(form=>{{let posted=false;\
         const typed=e=>e.options?[...e.options].some(o=>o.selected!==o.defaultSelected):'defaultValue' in e&&e.value!==e.defaultValue;\
         document.addEventListener('submit',e=>{{if(e.target===form)posted=!e.defaultPrevented}});\
         addEventListener('pageshow',()=>{{posted=false}});\
         addEventListener('beforeunload',e=>{{if(!posted&&({refused}||[...form.elements].some(f=>!form.contains(f)&&typed(f))))e.preventDefault()}});\
         }})(document.getElementById('{form}'))"
    );
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    view! { <script nonce=nonce inner_html=script></script> }
}
