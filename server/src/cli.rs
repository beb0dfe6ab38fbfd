//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Tracked time becomes draft invoices in the billing tool that you already use.
#[derive(Debug, Parser)]
#[command(name = "billhour", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `billhour` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start Billhour as configured by the environment
    Serve(Serve),
    /// Start Billhour with sample data and simulated billing tools
    Demo(Demo),
    /// Start the simulated billing tools alone
    Sandbox(Sandbox),
    /// Bring the database's schema up to date
    Migrate,
    /// Import the time entries of a CSV export of Clockify or Toggl Track
    Import(Import),
    /// Prove that nobody changed the history of invoices
    Verify(Verify),
}

/// Options of `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// Print all settings with their defaults and meanings, and end
    #[arg(long)]
    pub print_config: bool,
}

/// Options of `demo`.
#[derive(Args, Debug)]
pub struct Demo {
    /// Where Billhour listens; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Where the simulated billing tools listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:4000")]
    pub sandbox_listen: SocketAddr,
    /// Where everything is kept until you delete it
    #[arg(long, default_value = ".billhour-demo")]
    pub data: PathBuf,
    /// Connected, but without clients and time entries
    #[arg(long)]
    pub empty: bool,
}

/// Options of `sandbox`.
#[derive(Args, Debug)]
pub struct Sandbox {
    /// Where the simulated billing tools listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:4000")]
    pub listen: SocketAddr,
    /// The file that keeps their documents; without it they are forgotten in the end
    #[arg(long)]
    pub data: Option<PathBuf>,
}

/// Options of `import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The detailed report as CSV
    pub file: PathBuf,
    /// The zone of the clock that the file shows, for example Europe/Berlin; else the workspace's
    #[arg(long)]
    pub timezone: Option<String>,
    /// The order of day and month, where no date of the file settles it
    #[arg(long)]
    pub dates: Option<Dates>,
    /// Tell what would be imported, and import nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Leave out rows that cannot be read; else they keep everything out
    #[arg(long)]
    pub skip_bad: bool,
    /// Leave out new rows that start together with an entry of the same user: most were changed in the time tracker
    #[arg(long)]
    pub leave_out_overlapping: bool,
    /// E-mail address of whoever gets the rows that name nobody; else the admin who has been here longest
    #[arg(long)]
    pub user: Option<String>,
}

/// Options of `verify`.
#[derive(Args, Debug)]
pub struct Verify {
    /// Histories that were downloaded from invoices' pages; without any, all in the database
    pub files: Vec<PathBuf>,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Dates {
    /// 31/12/2026
    Dmy,
    /// 12/31/2026
    Mdy,
}
