//! What the server hands to an island.
//!
//! Not leptos' own props: those travel as JSON, and the code that reads JSON is an eighth of what a browser would have to
//! load. The value stands beside the island instead, packed, in an attribute that nothing shows.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value that an island takes from its page.
pub trait Handed: Clone + Send + Sync + Serialize + DeserializeOwned + 'static {
    /// The id of the element that carries it; one per page.
    const ID: &'static str;
}

/// Hands a value to the island that stands after it on the page.
#[component]
pub fn HandOver<T: Handed>(
    /// The value.
    value: T,
) -> impl IntoView {
    let packed = super::packed::pack(&value);
    provide_context(value);
    view! { <template id=T::ID data-packed=packed></template> }
}

/// What was handed to this island.
///
/// # Panics
/// Where [`HandOver`] was left out: the browser and the page come from one build, so that is a mistake in the page.
#[expect(clippy::expect_used, reason = "leptos' own props do the same")]
pub fn handed<T: Handed>() -> T {
    let value = if cfg!(feature = "hydrate") {
        let element = document().get_element_by_id(T::ID);
        element
            .and_then(|element| element.get_attribute("data-packed"))
            .and_then(|packed| super::packed::unpack(&packed))
    } else {
        use_context()
    };
    value.expect("nothing was handed to this island")
}
