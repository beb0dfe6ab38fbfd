//! Cutting a report into pages of rows. The sums above the rows are those of the whole, on every page.

use std::ops::Range;

use super::totals::Totals;
use super::{Group, REPORT_PAGE, Report};

/// A report of which one page is shown.
pub(super) struct Cut {
    /// The page. Where the rows are entries, they are still to be fetched.
    pub(super) shown: Report,
    /// How many rows of the first group shown are on earlier pages.
    pub(super) skipped: usize,
}

/// Keeps the groups that have rows on a page, and of their rows those on it.
pub(super) fn cut(groups: Vec<Group>, totals: Totals, sums: bool, page: u32) -> Cut {
    let lengths: Vec<usize> = groups.iter().map(|group| length(group, sums)).collect();
    let rows: usize = lengths.iter().sum();
    let pages = u32::try_from(rows.div_ceil(REPORT_PAGE))
        .unwrap_or(u32::MAX)
        .max(1);
    let page = page.clamp(1, pages);
    let first = (page as usize - 1) * REPORT_PAGE;

    let (mut shown, mut skipped, mut begin) = (Vec::new(), 0, 0);
    for (mut group, length) in groups.into_iter().zip(lengths) {
        let on_page = overlap(begin..begin + length, first..first + REPORT_PAGE);
        if !on_page.is_empty() {
            let within = on_page.start - begin..on_page.end - begin;
            if shown.is_empty() {
                skipped = within.start;
            }
            if sums {
                group.rows = group.rows.drain(within).collect();
            }
            shown.push(group);
        }
        begin += length;
    }
    Cut {
        shown: Report {
            totals,
            groups: shown,
            page,
            pages,
            rows,
        },
        skipped,
    }
}

fn length(group: &Group, sums: bool) -> usize {
    if sums {
        group.rows.len()
    } else {
        usize::try_from(group.totals.all().entries).unwrap_or_default()
    }
}

fn overlap(a: Range<usize>, b: Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}
