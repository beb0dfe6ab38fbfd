//! The pages of the settings, side by side.

use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use crate::context::Cx;

/// Heading and tabs of the settings; only what the reader's role allows is shown.
#[component]
pub fn SettingsTabs() -> impl IntoView {
    let cx = Cx::current();
    let l = cx.words();
    let path = cx.uri.path().to_owned();
    let is_admin = cx.require(Role::Admin).is_ok();
    let tabs = [
        ("/settings/integrations", say!(l, pieces.integrations), true),
        ("/settings/users", say!(l, pieces.users), true),
        ("/settings/work-types", say!(l, pieces.work_types), false),
        ("/settings/workspace", say!(l, pieces.workspace), true),
        ("/import", say!(l, pieces.import), false),
    ];
    let tabs = tabs
        .into_iter()
        .filter(|(_, _, for_admins)| is_admin || !for_admins);
    let tabs = tabs.map(|(url, label, _)| view! { <a href=url aria-current=path.starts_with(url).then_some("page")>{label}</a> });
    view! { <nav class="tabs" aria-label=say!(l, pieces.settings)>{tabs.collect_view()}</nav> }
}
