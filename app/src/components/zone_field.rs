//! A choice of a time zone.

use chrono_tz::TZ_VARIANTS;
use domain::zone::Zone;
use leptos::prelude::*;

use crate::components::{Choice, SelectField};

/// All zones of the IANA database that are named after a place, and UTC.
#[component]
pub fn ZoneField(
    #[prop(into)] label: String,
    value: Zone,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] form: &'static str,
) -> impl IntoView {
    let mut names: Vec<&str> = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| is_place(name))
        .collect();
    if !names.contains(&value.name()) {
        names.push(value.name());
    }
    names.sort_unstable();
    let choices = names
        .into_iter()
        .map(|name| Choice::new(name, name.replace('_', " ")))
        .collect();
    view! { <SelectField name="zone" form=form label choices value=value.name() hint /> }
}

/// Older names of the same zones, such as `US/Eastern`, and fixed offsets are left out.
fn is_place(name: &str) -> bool {
    const AREAS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    name == "UTC"
        || name
            .split_once('/')
            .is_some_and(|(area, _)| AREAS.contains(&area))
}
