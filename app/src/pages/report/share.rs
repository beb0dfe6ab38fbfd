//! The shares of the billing statuses in the time of a report, as a line.

use domain::status::BillingStatus;
use leptos::prelude::*;
use store::Totals;

/// How long the line is, in its own units.
const LENGTH: i64 = 1_000;

/// The line; the tiles say the same in numbers.
pub fn line(totals: &Totals) -> impl IntoView + use<> {
    let seconds = BillingStatus::ALL.map(|status| totals.of(status).seconds);
    let parts: Vec<_> = BillingStatus::ALL
        .into_iter()
        .zip(stacked(seconds, LENGTH))
        .filter(|(_, (_, length))| *length > 0)
        .map(|(status, (begin, length))| view! { <rect class=status.as_str() x=begin width=length height="6"></rect> })
        .collect();
    view! {
        <svg class="share" viewBox=format!("0 0 {LENGTH} 6") preserveAspectRatio="none" aria-hidden="true">{parts}</svg>
    }
}

/// Begin and length of each part, so that together they fill `length`. What rounding takes from one it gives to the next.
pub fn stacked<const N: usize>(parts: [i64; N], length: i64) -> [(i64, i64); N] {
    let all = parts.iter().sum::<i64>().max(1);
    let mut sum = 0;
    parts.map(|part| {
        let begin = at(sum, all, length);
        sum += part;
        (begin, at(sum, all, length) - begin)
    })
}

/// `part` of `all`, scaled to `length`.
fn at(part: i64, all: i64, length: i64) -> i64 {
    i64::try_from(i128::from(part) * i128::from(length) / i128::from(all)).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_line_without_gaps() {
        assert_eq!(stacked([1, 1, 1], 100), [(0, 33), (33, 33), (66, 34)]);
        assert_eq!(stacked([0, 5, 0], 10), [(0, 0), (0, 10), (10, 0)]);
        assert_eq!(stacked([0, 0], 10), [(0, 0), (0, 0)], "nothing is no line");
        assert_eq!(stacked([i64::MAX / 2, i64::MAX / 2], 10), [(0, 5), (5, 5)]);
    }
}
