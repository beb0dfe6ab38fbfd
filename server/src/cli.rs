//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

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
