//! The program around the pages: configuration, router, security layers, background work and commands.
//!
//! A library as well, so that tests start the whole application inside their own process.

mod assets;
mod cli;
mod commands;
pub mod config;
mod data_folder;
pub mod demo;
mod gate;
pub mod layers;
mod logs;
mod randomness;
mod router;
mod seal_key;
mod set_up;
mod startup;
mod worker;

use std::process::ExitCode;

use clap::Parser as _;

pub use randomness::OsRandom;
pub use router::page_paths;
pub use startup::{Application, Outside, StartError};

/// Runs the command that the arguments name; what went wrong is told on standard error.
pub async fn run() -> ExitCode {
    let arguments = cli::Arguments::parse();
    logs::start();
    match arguments.command.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("billhour: {error}");
            ExitCode::FAILURE
        }
    }
}
