//! Units. `GET /Unity` is not documented; these ids and codes are those that public clients agree on
//! (`numtide/freelancer-toolbox@98d42c2`, `strattonlead/sevDesk@8fd20d9`, `jernoxit/sevdesk-rs@cd8639c`).

use axum::extract::State;
use axum::response::Response;

use super::envelope::{self, Refusal};
use super::query::Query;
use crate::out::Out;
use crate::sandbox::Sandbox;

/// A unit of quantity.
pub(crate) struct Unit {
    id: u64,
    name: &'static str,
    code: &'static str,
    /// UN/ECE recommendation 20.
    trade_code: &'static str,
    /// What the sandbox's own pages and JSON call it.
    pub(crate) plain: &'static str,
}

const UNITS: &[Unit] = &[
    Unit {
        id: 1,
        name: "Stk",
        code: "UNITY_PIECE",
        trade_code: "C62",
        plain: "piece",
    },
    Unit {
        id: 2,
        name: "m²",
        code: "UNITY_SQUARE_METER",
        trade_code: "MTK",
        plain: "m²",
    },
    Unit {
        id: 3,
        name: "m",
        code: "UNITY_METER",
        trade_code: "MTR",
        plain: "m",
    },
    Unit {
        id: 4,
        name: "kg",
        code: "UNITY_KILOGRAM",
        trade_code: "KGM",
        plain: "kg",
    },
    Unit {
        id: 7,
        name: "pauschal",
        code: "UNITY_BLANKET",
        trade_code: "LS",
        plain: "flat rate",
    },
    Unit {
        id: 9,
        name: "Std",
        code: "UNITY_HOUR",
        trade_code: "HUR",
        plain: "hour",
    },
    Unit {
        id: 10,
        name: "km",
        code: "UNITY_KILOMETER",
        trade_code: "KMT",
        plain: "km",
    },
    Unit {
        id: 11,
        name: "%",
        code: "UNITY_PERCENT",
        trade_code: "P1",
        plain: "percent",
    },
    Unit {
        id: 13,
        name: "Tag(e)",
        code: "UNITY_DAYS",
        trade_code: "DAY",
        plain: "day",
    },
];

/// The unit with an id, in an account whose ids are shifted.
pub(crate) fn find(id: u64, shift: u64) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.id + shift == id)
}

/// The id of the unit that the sandbox calls `plain`.
pub(crate) fn id_of(plain: &str, shift: u64) -> Option<u64> {
    UNITS
        .iter()
        .find(|unit| unit.plain == plain)
        .map(|unit| unit.id + shift)
}

/// What the sandbox's pages and JSON call a unit.
pub(crate) fn plain_name(id: u64, shift: u64) -> &'static str {
    find(id, shift).map_or("?", |unit| unit.plain)
}

/// A unit in full.
pub(crate) fn render(id: u64, shift: u64) -> Out {
    let unit = find(id, shift);
    Out::object([
        ("id", Out::text(id)),
        ("objectName", Out::text("Unity")),
        ("name", Out::maybe(unit.map(|unit| unit.name))),
        ("translationCode", Out::maybe(unit.map(|unit| unit.code))),
        ("unitySystem", Out::maybe(unit.map(|_| "1"))),
        (
            "uneceTradeUnitCode",
            Out::maybe(unit.map(|unit| unit.trade_code)),
        ),
    ])
}

/// `GET /Unity`.
pub(crate) async fn list(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Refusal> {
    let page = query.page()?;
    let shift = sandbox.options().sevdesk.unit_shift;
    let units = UNITS
        .iter()
        .map(|unit| render(unit.id + shift, shift))
        .collect();
    let (rows, total) = page.cut(units);
    Ok(envelope::list(rows, total))
}
