//! Lines sit in a table of their document, which has to be found first.

use serde::Serialize;

use super::KEY;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::hq::calls::{Api, lacks, unexpected};
use crate::hq::classify::{self, NotAdded};
use crate::hq::document::Line;
use crate::hq::protocol::{self, Place};
use crate::hq::settings::MissingTable;
use crate::hq::wire;

#[derive(Serialize)]
struct NewTable {
    index: usize,
    text: Option<()>,
}

/// The table that new lines go into: that of the last line, else the last one. Where there is none, one is made.
pub(super) async fn place(api: &Api, id: &str, lines: &[Line]) -> Result<Place, ProviderError> {
    let document = protocol::number(id).ok_or(ProviderError::NotFound)?;
    let elements = elements(api, document).await?;
    let table = match table_of(lines, &elements).or_else(|| last_table(&elements)) {
        Some(table) => table,
        None => made(api, document, elements.len()).await?,
    };
    Ok(Place {
        document,
        table: Some(table),
    })
}

async fn elements(api: &Api, document: u64) -> Result<Vec<Fields>, ProviderError> {
    let path = format!("Documents/{document}/DocumentElements");
    let mut elements = super::calls::list(api, &path, &[]).await?;
    elements.sort_by_key(|element| element.decimal("index"));
    Ok(elements)
}

/// The table of the last line, if it is still there.
fn table_of(lines: &[Line], elements: &[Fields]) -> Option<String> {
    let of_last_line = lines.last()?.fields.text("documentTableId");
    let exists = |table: &String| {
        let mut ids = elements.iter().map(|element| element.text(KEY));
        ids.any(|id| id.as_ref() == Some(table))
    };
    of_last_line.filter(exists)
}

/// `Grid` is the word of the schema (`OrderedElementType`), 0 its place there and what the examples have.
fn last_table(elements: &[Fields]) -> Option<String> {
    let is_table =
        |element: &&Fields| matches!(element.text("type").as_deref(), Some("Grid" | "0"));
    elements.iter().rev().find(is_table)?.text(KEY)
}

async fn made(api: &Api, document: u64, index: usize) -> Result<String, ProviderError> {
    if api.settings.missing_table == MissingTable::Refuse {
        return Err(ProviderError::Refused {
            message: "the draft has no table for lines: add one in HQ, or set `missing_table` of this connection to \
                      `create`"
                .to_owned(),
        });
    }
    let body = wire::body(&NewTable { index, text: None });
    let body = body.map_err(|_| unexpected("a table that cannot be written down"))?;
    let number = document.to_string();
    let attempt = api
        .post(&["v2", "Documents", &number, "Table"], body)
        .await?;
    match classify::adding(attempt, KEY, api.now()) {
        Ok(table) => table.text(KEY).ok_or_else(|| lacks(KEY)),
        Err(NotAdded::Surely(error)) => Err(error),
        // A table too many would do no harm, so its being there is all that counts.
        Err(NotAdded::Perhaps(detail)) => {
            last_table(&elements(api, document).await?).ok_or(ProviderError::Unavailable { detail })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hq::settings::HqSettings;
    use crate::hq::v2::read;

    #[test]
    fn the_table_of_the_last_line_is_taken_while_it_exists() {
        let elements: Vec<Fields> =
            serde_json::from_str(r#"[{"id":"a","type":"Grid"},{"id":"b","type":"Grid"}]"#).unwrap();
        let in_table = |table: &str| {
            let json =
                format!(r#"{{"id":5,"documentTableId":"{table}","amount1":1,"price":1,"tax":19}}"#);
            let fields = Fields::parse(&json).unwrap();
            read::line(fields, &HqSettings::default()).unwrap()
        };
        let lines = [in_table("b"), in_table("a")];
        assert_eq!(table_of(&lines, &elements).as_deref(), Some("a"));
        assert_eq!(table_of(&lines[..1], &elements).as_deref(), Some("b"));
        assert_eq!(table_of(&[in_table("gone")], &elements), None);
        assert_eq!(table_of(&[], &elements), None);
    }

    #[test]
    fn a_table_is_known_by_word_or_number() {
        let elements: Vec<Fields> = serde_json::from_str(
            r#"[{"id":"a","type":"Text"},{"id":"b","type":"Grid"},{"id":"c","type":0},{"id":"d","type":"SummaryGrid"}]"#,
        )
        .unwrap();
        assert_eq!(last_table(&elements).as_deref(), Some("c"));
        assert_eq!(last_table(&elements[..2]).as_deref(), Some("b"));
        assert_eq!(last_table(&elements[..1]), None);
    }
}
