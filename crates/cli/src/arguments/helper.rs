//! Which language model helps, if any.

use clap::Args;

#[derive(Args)]
pub(crate) struct Helper {
    /// Also ask the language model of the settings; the article's text is sent to its server on this machine
    #[arg(long, conflicts_with = "endpoint")]
    pub(crate) with_model: bool,
    /// Also ask the language model that answers at this address of this machine (llama.cpp, Ollama), such as
    /// http://127.0.0.1:11434; the article's text is sent there
    #[arg(long, value_name = "URL", requires = "model")]
    pub(crate) endpoint: Option<String>,
    /// The name that its server knows the model by
    #[arg(long, value_name = "NAME", requires = "endpoint")]
    pub(crate) model: Option<String>,
}
