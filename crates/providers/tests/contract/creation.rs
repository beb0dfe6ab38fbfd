//! New drafts: what is sent is what is there afterwards.

use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;
use providers::{Obstacle, Outcome, Refusal, RemoteStatus};

use crate::acts::Acts as _;
use crate::office::Office;
use crate::sample::{MARKER, position, sum_up};

for_each_office!(
    what_was_sent_is_what_is_there,
    the_tool_has_what_a_person_expects_to_see,
    texts_arrive_letter_by_letter,
    lines_stay_in_their_order,
    every_treatment_arrives_or_is_refused,
    lines_may_have_different_rates,
    the_life_of_a_draft_is_seen,
    a_document_that_is_not_there_is_none,
);

async fn what_was_sent_is_what_is_there<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let documents = office.documents().await;
    let made = office.made(&payload, MARKER).await;
    assert_eq!(office.differs(&payload, &made), []);
    assert_eq!(made.status, RemoteStatus::Draft);
    assert_eq!(made.customer_id, payload.customer.id);
    assert_eq!(made.number, None);
    assert_eq!(
        (made.net.0, made.tax.0, made.gross.0),
        (238_625, 44_349, 282_974)
    );
    assert_eq!(office.documents().await, documents + 1);
    assert_eq!(office.desk().count(O::OPERATIONS.create).await, 1);
}

/// By the tool's own view, should the adapter read as wrongly as it writes.
async fn the_tool_has_what_a_person_expects_to_see<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let made = office.made(&payload, MARKER).await;
    let document = office.desk().document(&made.remote_id).await;
    assert_eq!(document["customer"], "ACME GmbH");
    assert_eq!(document["net"], "2386.25");
    assert_eq!(document["gross"], "2829.74");
    let lines = document["positions"].as_array().unwrap();
    let shown = |index: usize, key: &str| lines[index][key].as_str().unwrap();
    let numbers = |index: usize| ["quantity", "price", "tax"].map(|key| shown(index, key));
    assert_eq!(numbers(0), ["16.25", "95.00", "19"]);
    assert_eq!(numbers(1), ["1", "760.00", "19"]);
    assert_eq!(numbers(2), ["250", "0.33", "7"]);
    assert!(shown(0, "text").starts_with("Backend & <b>API</b>: „Größe“ 'so'"));
    assert!(shown(1, "text").starts_with("Workshop"));
    assert!(shown(2, "text").starts_with("Broschüre 👩‍💻"));
}

async fn texts_arrive_letter_by_letter<O: Office>() {
    let office = O::open().await;
    let texts = [
        "Umlaute ÄÖÜäöüß und „Anführungszeichen“ 'so' \"so\"".to_owned(),
        "<script>alert('1')</script> & <b>fett</b> &amp; &lt;i&gt;".to_owned(),
        "erste Zeile\nzweite\n\nvierte 👩‍💻".to_owned(),
        "**fett** __kursiv__\n- Punkt\n# Titel".to_owned(),
        "=1+1".to_owned(),
        "\\n ist \\u00fc kein Umbruch {project} %s %20".to_owned(),
        "ä".repeat(255),
        format!("{}\nzweite Zeile", "ö".repeat(255)),
        "lange Zeile ".repeat(160).trim().to_owned(),
    ];
    let mut payload = office.october().await;
    let line = |text: &String| position(text, "1", Unit::Hour, "95");
    payload.positions = texts.iter().map(line).collect();
    sum_up(&mut payload);
    let made = office.made(&payload, MARKER).await;
    assert_eq!(office.differs(&payload, &made), []);
}

async fn lines_stay_in_their_order<O: Office>() {
    let office = O::open().await;
    let mut payload = office.october().await;
    // Numbers that sort otherwise as letters.
    let line = |number| position(&format!("Zeile {number}"), "1", Unit::Hour, "1");
    payload.positions = (1..=12).rev().map(line).collect();
    sum_up(&mut payload);
    let made = office.made(&payload, MARKER).await;
    assert_eq!(office.differs(&payload, &made), []);
    let printed = office.desk().document(&made.remote_id).await["positions"].clone();
    let printed: Vec<&str> = printed
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["text"].as_str().unwrap().split('\n').next().unwrap())
        .collect();
    let sent: Vec<&str> = payload
        .positions
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(printed, sent);
}

async fn every_treatment_arrives_or_is_refused<O: Office>() {
    let office = O::open().await;
    for treatment in Treatment::ALL {
        let mut payload = office.october().await;
        payload.treatment = treatment;
        for line in &mut payload.positions {
            line.tax = treatment.usual_rate();
        }
        let sent = office.writes().await;
        let outcome = office.adapter().create(&payload, MARKER).await;
        let Outcome::Executed { remote_id } = outcome else {
            let refused = Outcome::NotExecuted(Refusal::NotSendable(Obstacle::Treatment));
            assert_eq!(
                (outcome, office.writes().await),
                (refused, sent),
                "{treatment:?}"
            );
            assert_ne!(treatment, Treatment::Standard);
            continue;
        };
        office.complete(&remote_id, &payload, None).await.unwrap();
        let found = office.read(&remote_id).await;
        assert_eq!(office.differs(&payload, &found), [], "{treatment:?}");
        let image = office.adapter().before_image(&remote_id).await.unwrap();
        // Several treatments may share a word of the tool.
        let read = image.unwrap().treatment;
        assert_eq!(
            read == Treatment::Standard,
            treatment == Treatment::Standard
        );
    }
}

async fn lines_may_have_different_rates<O: Office>() {
    let office = O::open().await;
    let mut payload = office.october().await;
    for (line, rate) in payload.positions.iter_mut().zip([0, 700, 1900]) {
        line.tax = TaxRate(rate);
    }
    let made = office.made(&payload, MARKER).await;
    assert_eq!(office.differs(&payload, &made), []);
    assert_eq!(made.tax.0, 5_320 + 1_568);
}

async fn the_life_of_a_draft_is_seen<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let id = office.made(&payload, MARKER).await.remote_id;
    office.desk().press(&format!("{id}/finalise"), &[]).await;
    let finalised = office.read(&id).await;
    assert_eq!(finalised.status, RemoteStatus::Finalised);
    assert!(finalised.number.is_some());
    assert_eq!(office.adapter().before_image(&id).await, Ok(None));
    let other = office.made(&payload, MARKER).await.remote_id;
    office.desk().press(&format!("{other}/delete"), &[]).await;
    assert_eq!(office.adapter().read(&other).await, Ok(None));
    assert_eq!(office.adapter().before_image(&other).await, Ok(None));
}

async fn a_document_that_is_not_there_is_none<O: Office>() {
    let office = O::open().await;
    let ids = ["1", "d0c00000-0000-4000-8000-00000000ffff", "../157100"];
    for id in ids {
        assert_eq!(office.adapter().read(id).await, Ok(None), "{id}");
        assert_eq!(office.adapter().before_image(id).await, Ok(None), "{id}");
    }
}
