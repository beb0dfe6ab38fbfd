//! How long a tool asks to wait.

use std::time::Duration;

use chrono::{DateTime, Utc};

const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(10);
/// Where nothing sensible is said.
const USUAL: Duration = Duration::from_secs(30);

/// Reads a `Retry-After` header: seconds or a date (RFC 9110, section 10.2.3). The result lies between 1 s and 10 min,
/// so that neither a busy loop nor a stand-still can be ordered.
pub(crate) fn wait(header: Option<&str>, now: DateTime<Utc>) -> Duration {
    let Some(text) = header.map(str::trim) else {
        return USUAL;
    };
    let asked = text
        .parse::<u64>()
        .map(Duration::from_secs)
        .ok()
        .or_else(|| until(text, now));
    asked.map_or(USUAL, clamped)
}

/// A time to wait between 1 s and 10 min.
pub(crate) fn clamped(wait: Duration) -> Duration {
    wait.clamp(SHORTEST, LONGEST)
}

/// The time until a date; none for a date in the past.
fn until(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some((date.to_utc() - now).to_std().unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_can_order_neither_a_busy_loop_nor_a_stand_still() {
        let now = DateTime::parse_from_rfc3339("2026-10-01T10:00:00Z")
            .unwrap()
            .to_utc();
        let cases = [
            (Some("17"), 17),
            (Some("0"), 1),
            (Some("3600"), 600),
            (Some("-1"), 30),
            (Some("soon"), 30),
            (Some("99999999999999999999"), 30),
            (Some("Thu, 01 Oct 2026 10:00:42 GMT"), 42),
            (Some("Thu, 01 Oct 2026 09:00:00 GMT"), 1),
            (Some("Fri, 02 Oct 2026 10:00:00 GMT"), 600),
            (None, 30),
        ];
        for (header, seconds) in cases {
            assert_eq!(wait(header, now).as_secs(), seconds, "{header:?}");
        }
    }
}
