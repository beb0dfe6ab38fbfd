//! Turns `locales/` into code. A key that is missing in one language, or superfluous in it, ends the build.
//!
//! `leptos_i18n_build` would do the same but brings the whole of ICU's data tools along.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let mut namespaces: Vec<String> = Vec::new();
    for file in std::fs::read_dir(root.join("locales/en"))? {
        let path = file?.path();
        namespaces.extend(
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned()),
        );
    }
    namespaces.sort();
    let config = Config::new("en")?
        .add_locale("de")?
        .add_namespaces(&namespaces)?
        .locales_path("locales")
        .parse_options(ParseOptions::new().interpolate_display(true));
    let parsed = parse_locales(Some(root), config)?;
    let warnings: Vec<String> = parsed
        .diag
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect();
    if !warnings.is_empty() {
        return Err(warnings.join("\n").into());
    }
    let code = leptos_i18n_codegen::gen_code(&parsed, None, false, None, false)?;
    std::fs::write(
        PathBuf::from(std::env::var("OUT_DIR")?).join("i18n.rs"),
        code.to_string(),
    )?;
    Ok(())
}
