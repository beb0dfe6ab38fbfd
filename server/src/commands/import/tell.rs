//! What the command says: progress to standard error, findings to standard output.

use std::cell::Cell;
use std::io::{self, Write};
use std::path::Path;

use app::flows::import::{FirstNames, Report, Step, words};
use domain::format::duration;
use domain::{Decimal, Locale, format};
use import::{DateProof, FileSum, HoursSum, Sum};
use store::imports::RowSum;

use super::super::Failure;

/// How far the check is, told every tenth of the way.
#[derive(Default)]
pub struct Progress {
    told: Cell<Option<(bool, u64)>>,
}

impl Progress {
    /// Tells a step if it is a tenth further than the last one that was told.
    pub fn tell(&self, step: Step) {
        let (is_staged, done, total) = match step {
            Step::Read(done, total) => (false, done, total),
            Step::Staged(done, total) => (true, done, total),
        };
        let tenth = (is_staged, done * 10 / total.max(1));
        if self.told.replace(Some(tenth)) == Some(tenth) {
            return;
        }
        let percent = tenth.1 * 10;
        if is_staged {
            eprintln!(
                "compared {percent} % ({} of {} rows)",
                number(done),
                number(total)
            );
        } else {
            eprintln!("read {percent} %");
        }
    }
}

/// What a check found.
pub fn report(file: &Path, report: &Report) -> Result<(), Failure> {
    write_report(&mut io::stdout().lock(), file, report).map_err(Failure::from)
}

/// What was added.
pub fn added(entries: u64, report: &Report) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "imported: {} entries", number(entries))?;
    let bad = report.dry_run.bad_rows.total;
    if bad > 0 {
        writeln!(out, "left out: {} rows that cannot be read", number(bad))?;
    }
    Ok(())
}

fn write_report(out: &mut impl Write, file: &Path, report: &Report) -> io::Result<()> {
    let dry_run = &report.dry_run;
    let (format, encoding) = (dry_run.format.label(), dry_run.encoding.label());
    writeln!(
        out,
        "{}: an export of {format} in {encoding}",
        file.display()
    )?;
    if let Some((first, last)) = dry_run.days {
        writeln!(
            out,
            "days: {first} to {last}, on the clock of {}",
            dry_run.zone.name()
        )?;
    }
    if let DateProof::Proven(order, seen) = &dry_run.dates {
        let (order, value, line) = (order.as_str(), &seen.value, seen.line);
        writeln!(out, "dates: {order}, as {value} on line {line} shows")?;
    }
    write_sums(out, report)?;
    write_novelty(out, report)?;
    for warning in &dry_run.warnings {
        writeln!(out, "note: {}", words::warning(Locale::En, warning))?;
    }
    write_bad_rows(out, report)
}

/// The sums beside the file's own.
fn write_sums(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let (rows, file) = (&report.dry_run.rows, &report.dry_run.file);
    writeln!(
        out,
        "{:14}{:>12}{:>16}{:>20}",
        "", "rows", "hours", "hours in the file"
    )?;
    write_sum(out, "billable", rows.billable, None)?;
    write_sum(out, "not billable", rows.not_billable, None)?;
    write_sum(out, "billed", rows.billed, Some(&file.billed))?;
    write_sum(out, "all", rows.total(), Some(&file.all))?;
    if let Some(hours) = file.all.hours {
        writeln!(out, "decimal hours in the file: {}", decimal_hours(hours))?;
    }
    let verdict = if report.is_proven() {
        "rows, hours and billed hours are those of the file"
    } else {
        "the sums are not those of the file"
    };
    writeln!(out, "{verdict}")
}

fn write_sum(
    out: &mut impl Write,
    name: &str,
    sum: Sum,
    of_file: Option<&FileSum>,
) -> io::Result<()> {
    let of_file = of_file.map(|sum| duration(sum.seconds)).unwrap_or_default();
    let (rows, hours) = (number(sum.rows), duration(sum.seconds));
    writeln!(out, "{name:14}{rows:>12}{hours:>16}{of_file:>20}")
}

fn decimal_hours(hours: HoursSum) -> String {
    let cells = format::decimal(hours.cells, Locale::En);
    if hours.difference().is_zero() {
        return format!("{cells}, which agrees");
    }
    let difference = format::decimal(hours.difference(), Locale::En);
    format!("{cells}, which is {difference} more than its rounded durations")
}

fn write_novelty(out: &mut impl Write, report: &Report) -> io::Result<()> {
    write_rows(out, "new", report.fresh)?;
    write_rows(out, "imported before", report.known)?;
    if report.overlapping.rows > 0 {
        write_rows(
            out,
            "new, but at the start of an entry that is here",
            report.overlapping,
        )?;
        for row in &report.overlaps {
            let (here, there) = (duration(row.seconds_here), duration(row.seconds));
            writeln!(
                out,
                "  line {}: {there} h on {}, here {here} h",
                row.line, row.day
            )?;
        }
    }
    let adds = &report.adds;
    write_names(out, "clients", &adds.clients)?;
    write_names(out, "projects", &adds.projects)?;
    write_names(out, "tasks", &adds.tasks)?;
    write_names(out, "users", &adds.users)?;
    write_names(out, "users without an address", &adds.users_without_address)
}

fn write_rows(out: &mut impl Write, name: &str, sum: RowSum) -> io::Result<()> {
    let rows = format::decimal(Decimal::from(sum.rows), Locale::En);
    writeln!(out, "{name}: {rows} rows, {} h", duration(sum.seconds))
}

fn write_names(out: &mut impl Write, kind: &str, names: &FirstNames) -> io::Result<()> {
    if names.total == 0 {
        return Ok(());
    }
    let rest = if names.total > names.first.len() {
        " …"
    } else {
        ""
    };
    writeln!(
        out,
        "new {kind}: {} ({}{rest})",
        names.total,
        names.first.join(", ")
    )
}

fn write_bad_rows(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let bad = &report.dry_run.bad_rows;
    if bad.total == 0 {
        return Ok(());
    }
    writeln!(out, "{} rows cannot be read:", number(bad.total))?;
    for row in &bad.first {
        let reason = words::reason(Locale::En, &row.reason);
        writeln!(out, "  line {}: {reason}", row.lines.first)?;
    }
    let rest = bad.total - bad.first.len() as u64;
    if rest > 0 {
        writeln!(out, "  and {} more", number(rest))?;
    }
    Ok(())
}

fn number(number: u64) -> String {
    format::decimal(Decimal::from(number), Locale::En)
}
