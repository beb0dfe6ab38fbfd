//! Capabilities are honest: what is declared is what happens, and nothing is dropped without a word.

use domain::capabilities::Addition;
use domain::payload::Payload;
use domain::unit::Unit;
use providers::{Obstacle, Outcome, Refusal};
use serde_json::Value;

use crate::acts::{Acts as _, executed};
use crate::office::Office;
use crate::sample::{MARKER, position, sum_up};

for_each_office!(
    a_draft_is_written_in_pieces_or_as_a_whole,
    a_reference_is_kept_or_said_not_to_be,
    title_and_texts_arrive_where_they_are_taken,
    what_is_not_taken_is_refused_and_not_dropped,
    the_service_period_is_on_the_draft,
    every_unit_that_is_offered_comes_back,
    as_many_decimals_are_kept_as_are_declared,
    more_decimals_are_never_lost_in_silence,
    as_many_positions_are_taken_as_are_declared,
    positions_are_added_as_declared,
);

async fn a_draft_is_written_in_pieces_or_as_a_whole<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let id = executed(office.adapter().create(&payload, MARKER).await);
    let lines = async || office.read(&id).await.lines.len();
    assert_eq!(O::OPERATIONS.add_line.is_some(), office.tool().in_pieces);
    if office.tool().in_pieces {
        assert_eq!(lines().await, 0);
        office.complete(&id, &payload, None).await.unwrap();
        assert_eq!(office.writes().await, 4);
    } else {
        assert_eq!(lines().await, 3);
        let before = office.desk().state().await;
        office.complete(&id, &payload, None).await.unwrap();
        assert_eq!(
            office.desk().state().await,
            before,
            "there was nothing to complete"
        );
    }
    assert_eq!(lines().await, 3);
}

async fn a_reference_is_kept_or_said_not_to_be<O: Office>() {
    let office = O::open().await;
    let made = office.made(&office.october().await, MARKER).await;
    let kept = office.desk().document(&made.remote_id).await["reference"].clone();
    if office.tool().marker {
        assert_eq!(
            (kept, made.reference.as_str()),
            (Value::from(MARKER), MARKER)
        );
    } else {
        assert_eq!((kept, made.reference.as_str()), (Value::Null, ""));
    }
}

async fn title_and_texts_arrive_where_they_are_taken<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let made = office.made(&payload, MARKER).await;
    let document = office.desk().document(&made.remote_id).await;
    if office.tool().header {
        assert_eq!(document["header"], Value::from(payload.header.as_str()));
    }
    let raw = office.raw(&made.remote_id).await;
    if office.tool().texts {
        assert!(
            raw.contains(&payload.intro) && raw.contains(&payload.closing),
            "{raw}"
        );
    }
}

/// Whether a tool takes a text, and which.
type Field = (bool, fn(&mut Payload) -> &mut String);

async fn what_is_not_taken_is_refused_and_not_dropped<O: Office>() {
    let office = O::open().await;
    let tool = office.tool();
    let good = office.october().await;
    let fields: [Field; 4] = [
        (tool.header, |payload| &mut payload.header),
        (tool.texts, |payload| &mut payload.intro),
        (tool.texts, |payload| &mut payload.closing),
        (tool.marker, |payload| &mut payload.reference),
    ];
    for (_, field) in fields.into_iter().filter(|(taken, _)| !taken) {
        let mut payload = good.clone();
        "Etwas".clone_into(field(&mut payload));
        let outcome = office.adapter().create(&payload, MARKER).await;
        assert!(
            matches!(outcome, Outcome::NotExecuted(Refusal::NotSendable(_))),
            "{payload:?}: {outcome:?}"
        );
    }
    assert_eq!(office.writes().await, 0);
}

async fn the_service_period_is_on_the_draft<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let made = office.made(&payload, MARKER).await;
    let raw = office.raw(&made.remote_id).await;
    for day in [payload.service_from, payload.service_to] {
        let (iso, german) = (day.to_string(), day.format("%d.%m.%Y").to_string());
        let named = raw.contains(&iso) || raw.contains(&german);
        assert_eq!(named, office.tool().service_period, "{day}: {raw}");
    }
}

async fn every_unit_that_is_offered_comes_back<O: Office>() {
    let office = O::open().await;
    let offered = office.tool().units;
    assert!(!offered.is_empty());
    let mut payload = office.october().await;
    let of = |unit: &Unit| position("Etwas", "2", *unit, "10");
    payload.positions = offered.iter().map(of).collect();
    sum_up(&mut payload);
    let made = office.made(&payload, MARKER).await;
    let units: Vec<Unit> = made.lines.iter().filter_map(|line| line.unit).collect();
    assert_eq!(units, offered);
    for other in Unit::ALL.iter().filter(|unit| !offered.contains(unit)) {
        payload.positions = vec![of(other)];
        sum_up(&mut payload);
        let outcome = office.adapter().create(&payload, MARKER).await;
        let refusal = Refusal::NotSendable(Obstacle::Unit(*other));
        assert_eq!(outcome, Outcome::NotExecuted(refusal));
    }
}

async fn as_many_decimals_are_kept_as_are_declared<O: Office>() {
    let office = O::open().await;
    let tool = office.tool();
    let digits = |whole: &str, decimals: u32| match decimals as usize {
        0 => whole.to_owned(),
        decimals => format!("{whole}.{}", &"123456789"[..decimals]),
    };
    let quantity = digits("3", tool.quantity_decimals);
    let price = digits("95", tool.price_decimals);
    let mut payload = office.october().await;
    payload.positions = vec![
        position("Zeit", &quantity, Unit::Hour, &price),
        position("Gutschrift", "1", Unit::Hour, "-4.5"),
        position("Viel", "12345678.91", Unit::Hour, "0.03"),
    ];
    sum_up(&mut payload);
    let made = office.made(&payload, MARKER).await;
    assert_eq!(office.differs(&payload, &made), []);
    let kept = &office.desk().document(&made.remote_id).await["positions"][0];
    assert_eq!(
        (&kept["quantity"], &kept["price"]),
        (&quantity.into(), &price.into())
    );
}

async fn more_decimals_are_never_lost_in_silence<O: Office>() {
    let office = O::open().await;
    let mut payload = office.october().await;
    payload.positions = vec![position("Zeit", "3.3333333", Unit::Hour, "95.1234567")];
    sum_up(&mut payload);
    if let Outcome::Executed { remote_id } = office.adapter().create(&payload, MARKER).await
        && office.complete(&remote_id, &payload, None).await.is_ok()
    {
        let kept = office.desk().document(&remote_id).await["positions"][0].clone();
        let whole = kept["quantity"] == "3.3333333" && kept["price"] == "95.1234567";
        let found = office.read(&remote_id).await;
        assert_eq!(office.differs(&payload, &found).is_empty(), whole, "{kept}");
    }
}

async fn as_many_positions_are_taken_as_are_declared<O: Office>() {
    let office = O::open().await;
    let mut payload = office.october().await;
    let mut of = |lines: usize| {
        let line = |number| position(&format!("Zeile {number}"), "1", Unit::Hour, "1");
        payload.positions = (1..=lines).map(line).collect();
        sum_up(&mut payload);
        payload.clone()
    };
    let most = office.tool().max_positions;
    let many = of(most.unwrap_or(310));
    let made = office.made(&many, MARKER).await;
    assert_eq!(office.differs(&many, &made), []);
    if let Some(most) = most {
        let sent = office.writes().await;
        let outcome = office.adapter().create(&of(most + 1), MARKER).await;
        let refusal = Refusal::NotSendable(Obstacle::TooManyPositions { most });
        assert_eq!(outcome, Outcome::NotExecuted(refusal));
        assert_eq!(office.writes().await, sent);
    }
}

async fn positions_are_added_as_declared<O: Office>() {
    let office = O::open().await;
    let (payload, before) = office.drafted().await;
    let (documents, old) = (
        office.documents().await,
        office.desk().document(&before.remote_id).await,
    );
    let outcome = office.adapter().append(&payload, &before).await;
    let Some(addition) = office.tool().addition else {
        assert!(matches!(outcome, Outcome::NotExecuted(_)), "{outcome:?}");
        return;
    };
    let id = executed(outcome);
    office.complete(&id, &payload, Some(&before)).await.unwrap();
    let writes = office.writes().await;
    match addition {
        Addition::Resend | Addition::Lines => {
            let requests = if addition == Addition::Resend { 1 } else { 3 };
            assert_eq!((id.as_str(), writes), (before.remote_id.as_str(), requests));
            assert_eq!(office.documents().await, documents);
        }
        Addition::Copy => {
            assert_ne!(id, before.remote_id);
            assert_eq!((office.documents().await, writes), (documents + 1, 1));
            assert_eq!(office.desk().document(&before.remote_id).await, old);
        }
    }
}
