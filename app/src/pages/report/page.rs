//! The page of a report: its URL is the report.

use chrono::NaiveDate;
use domain::UserId;
use domain::period::DayRange;
use domain::report::{Dimension, ReportQuery};
use domain::role::Role;
use leptos::prelude::*;
use store::{Group, Report, ReportScope, StoreError, Totals};
use texts::say;

use super::choices::Choices;
use super::{chart, chips, empty, notices, pager, period, table, tiles};
use crate::components::{Done, Title, page};
use crate::context::Cx;
use crate::pages::invoices::{NOTHING, dated, new_token};

/// Parameters of the page that are not the report's.
const OTHERS: [&str; 2] = [NOTHING, "done"];

/// The most days that a chart has bars for: two months.
const CHART_DAYS: i64 = 62;

/// The most entries of a report with a chart: of more, the second pass would be felt.
const CHART_ENTRIES: i64 = 5_000;

/// A report, loaded.
pub struct Shown {
    /// What was asked for.
    pub query: ReportQuery,
    /// The reader's today.
    pub today: NaiveDate,
    /// What the period means today; `None` for every day there is.
    pub days: Option<DayRange>,
    /// The only user whose entries are seen: the reader, where that is a member.
    pub viewer: Option<UserId>,
    /// The page of the report.
    pub report: Report,
    /// Whether an admin looks at it before anybody has entered any time.
    pub is_new: bool,
}

impl Shown {
    /// Whether the reader sees what work is worth. Rates are not a member's to know.
    pub const fn with_money(&self) -> bool {
        self.viewer.is_none()
    }
}

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    page(async |cx| {
        let mut pairs = cx.query();
        pairs.retain(|(key, _)| !OTHERS.contains(&key.as_str()));
        let (query, unreadable) = ReportQuery::from_pairs(pairs);
        let today = cx.today();
        let viewer = cx.only_own()?;
        let days = query.period.days(today);
        let scope = ReportScope {
            days,
            filters: query.filters.clone(),
            viewer,
        };
        let (report, choices) = tokio::try_join!(
            cx.state
                .store
                .report(&scope, query.group, query.sum, query.page),
            Choices::load(&cx),
        )?;
        let bars = bars(&cx, &scope, &report.totals).await?;
        let is_empty = report.totals.all().entries == 0;
        let is_admin = cx.require(Role::Admin).is_ok();
        let shown = Shown {
            query,
            today,
            days,
            viewer,
            report,
            is_new: is_empty && is_admin && !cx.state.store.has_entries().await?,
        };
        let nothing = cx.query_value(NOTHING).is_some();
        Ok(view! {
            {head(&cx, &shown)}
            <Done />
            {notices::unreadable(&cx, &unreadable)}
            {nothing.then(|| notices::nothing_to_bill(&cx, &shown.report.totals))}
            {chips::bar(&cx, &shown, &choices)}
            {body(&cx, &shown, &bars).await?}
        }
        .into_any())
    })
}

/// The days of a chart; none where there is no chart. They are a second pass over the report's index.
async fn bars(cx: &Cx, scope: &ReportScope, totals: &Totals) -> Result<Vec<Group>, StoreError> {
    let short = scope
        .days
        .is_some_and(|days| (1..CHART_DAYS).contains(&(days.to - days.from).num_days()));
    if !short || totals.all().entries > CHART_ENTRIES {
        return Ok(Vec::new());
    }
    let day = Some(Dimension::Day);
    Ok(cx.state.store.report(scope, day, day, 1).await?.groups)
}

fn head(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let dates = period::dates(shown.query.period, shown.today, cx.locale);
    let may_bill = cx.require(Role::Biller).is_ok();
    view! {
        <Title text=format!("{} · {dates}", say!(l, report.title)) />
        <div class="titlebar">
            <h1>{say!(l, report.title)}</h1>
            <span class="muted grow">{dates}</span>
            {may_bill.then(|| create_invoice(cx, &shown.query))}
        </div>
    }
    .into_any()
}

/// The button `Create invoice`. Its token is made here: pressed twice, it is one invoice.
fn create_invoice(cx: &Cx, query: &ReportQuery) -> impl IntoView + use<> {
    let pairs = dated(cx, query).to_pairs();
    view! {
        <form method="post" action="/invoices">
            <input type="hidden" name="token" value=new_token(cx) />
            {hidden(pairs)}
            <button class="primary"><span aria-hidden="true">"€"</span>{say!(cx.words(), report.create_invoice)}</button>
        </form>
    }
}

/// Parts of a report's URL as fields that nobody sees.
pub fn hidden(pairs: Vec<(&'static str, String)>) -> impl IntoView {
    let fields = pairs.into_iter();
    fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
}

async fn body(cx: &Cx, shown: &Shown, bars: &[Group]) -> Result<AnyView, StoreError> {
    let totals = &shown.report.totals;
    if totals.all().entries == 0 {
        return empty::section(cx, shown).await;
    }
    Ok(view! {
        {tiles::tiles(cx, shown)}
        {chart::chart(cx, shown.days, bars)}
        {table::table(cx, shown)}
        {pager::pager(cx, shown)}
    }
    .into_any())
}
