//! What can be said of parties, responses, relations and investigations.

use clap::{Args, Subcommand};
use domain::{ArticleId, ClaimId, ResponseId, TextRange};

use super::{
    place,
    words::{PartyWord, RelationWord, ResponseWord},
};

#[derive(Args)]
pub(crate) struct Respond {
    /// The claim
    pub(crate) claim: ClaimId,
    /// What the party does with it
    pub(crate) kind: ResponseWord,
    /// Who answers, or was asked
    #[arg(long, value_name = "NAME")]
    pub(crate) party: String,
    /// The words of an article, as ARTICLE:START-END
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub(crate) passage: Option<(ArticleId, TextRange)>,
    /// When it was said: 2025-04-09, or words such as "on Wednesday"
    #[arg(long, value_name = "TIME", default_value = "", hide_default_value = true)]
    pub(crate) said: String,
    /// Who relays it
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub(crate) relayed_by: String,
    /// Your note
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) note: String,
    /// It answers earlier claims like this one, and not this very one
    #[arg(long)]
    pub(crate) earlier: bool,
    /// Who asked the party
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub(crate) asked_by: String,
    /// The day it was asked: 2025-04-09
    #[arg(long, value_name = "DAY", default_value = "", hide_default_value = true)]
    pub(crate) asked_on: String,
    /// The last day for an answer: 2025-04-11
    #[arg(long, value_name = "DAY", default_value = "", hide_default_value = true)]
    pub(crate) until: String,
}

#[derive(Subcommand)]
pub(crate) enum ResponseVerb {
    /// Say otherwise what a party says to a claim; what is not given stays
    ///
    /// Example: claimdesk response refine ID --kind partly-denies --said 2025-04-09
    Refine(Box<RefineResponse>),
    /// Take a response out of sight
    Remove {
        /// The response, as `claim show` lists it
        response: ResponseId,
    },
}

#[derive(Args)]
pub(crate) struct RefineResponse {
    /// The response, as `claim show` lists it
    pub(crate) response: ResponseId,
    /// What the party does with the claim
    #[arg(long)]
    pub(crate) kind: Option<ResponseWord>,
    /// Who answers, or was asked
    #[arg(long, value_name = "NAME")]
    pub(crate) party: Option<String>,
    /// When it was said: 2025-04-09, or words such as "on Wednesday"
    #[arg(long, value_name = "TIME")]
    pub(crate) said: Option<String>,
    /// Who relays it
    #[arg(long, value_name = "NAME")]
    pub(crate) relayed_by: Option<String>,
    /// Your note
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Whether it answers earlier claims like this one, and not this very one
    #[arg(long, value_name = "YES")]
    pub(crate) earlier: Option<bool>,
    /// Who asked the party
    #[arg(long, value_name = "NAME")]
    pub(crate) asked_by: Option<String>,
    /// The day it was asked: 2025-04-09
    #[arg(long, value_name = "DAY")]
    pub(crate) asked_on: Option<String>,
    /// The last day for an answer: 2025-04-11
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Parties {
    /// Only those with this in a name or alias
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) search: String,
    #[command(subcommand)]
    pub(crate) verb: Option<PartyVerb>,
}

#[derive(Subcommand)]
pub(crate) enum PartyVerb {
    /// Add a party, or refine the one of this name; what is not given stays
    ///
    /// Example: claimdesk parties set "Upstream Republic" --kind state --alias Vessagrad
    Set(SetParty),
    /// Show what a party claims, answers, and has not answered
    Show {
        /// Its name, an alias or its id
        party: String,
    },
    /// Make a party known as another from now on; both keep their records
    Merge {
        /// The party
        party: String,
        /// What it is known as from now on
        into: String,
    },
    /// Make a party that was merged one of its own again; with --off and --alias, give some of a party's records and names
    /// to another
    ///
    /// Example: claimdesk parties split "Li Wei" --off CLAIM --off RESPONSE --into "Li Wei (mayor)"
    Split {
        /// The id of the one that was merged, as `parties show` lists it; with --into also a name or an alias
        party: String,
        /// A claim, an appearance or a response that is another party's; can be given several times
        #[arg(long, value_name = "ID", requires = "into")]
        off: Vec<uuid::Uuid>,
        /// Another name of it that is the other party's; can be given several times
        #[arg(long, value_name = "NAME", requires = "into")]
        alias: Vec<String>,
        /// The party that they are of; one of that name is added when there is none
        #[arg(long, value_name = "NAME")]
        into: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct SetParty {
    /// Its name or an alias
    pub(crate) name: String,
    /// Its name from now on
    #[arg(long, value_name = "NAME")]
    pub(crate) rename: Option<String>,
    /// What it is
    #[arg(long)]
    pub(crate) kind: Option<PartyWord>,
    /// Another name of it, in any script; can be given several times
    #[arg(long = "alias", value_name = "NAME")]
    pub(crate) aliases: Vec<String>,
    /// Who it speaks for
    #[arg(long, value_name = "NAME")]
    pub(crate) speaks_for: Option<String>,
    /// What it was, as TITLE, TITLE:FROM or TITLE:FROM/TO; can be given several times
    #[arg(long = "role", value_name = "ROLE")]
    pub(crate) roles: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Relate {
    /// The claim
    pub(crate) claim: ClaimId,
    /// What it is to the other
    pub(crate) kind: RelationWord,
    /// The other claim
    pub(crate) other: ClaimId,
}

#[derive(Args)]
pub(crate) struct Matrix {
    #[command(flatten)]
    pub(crate) of: Of,
    /// Claims that say the same, then or later, as one column
    #[arg(long)]
    pub(crate) families: bool,
}

#[derive(Args)]
pub(crate) struct Of {
    /// The investigation's name
    #[arg(long, value_name = "NAME")]
    pub(crate) investigation: String,
}
