//! What can be said of marks, labels, reviews, work and the weight of evidence.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::{ArticleId, ClaimId, EvidenceId, TextRange};

use super::{
    place,
    words::{
        BasisWord, ConfidenceWord, CredibilityWord, LikelihoodWord, ReliabilityWord, StanceWord, StatusWord, WorkWord,
    },
};

#[derive(Args)]
pub(crate) struct Mark {
    /// The claim; several can be marked alike, as one step
    #[arg(required = true, value_name = "CLAIM")]
    pub(crate) claims: Vec<ClaimId>,
    /// Where it stands from now on
    pub(crate) status: StatusWord,
    /// Why; needed to confirm or deny
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) because: String,
    /// How sure you are
    #[arg(long)]
    pub(crate) confidence: Option<ConfidenceWord>,
    /// How likely the claim is, in the words of ICD 203
    #[arg(long)]
    pub(crate) likelihood: Option<LikelihoodWord>,
    /// The workspace's own label, which has to stand for the status
    #[arg(long, value_name = "NAME")]
    pub(crate) rating: Option<String>,
}

#[derive(Args)]
pub(crate) struct Ratings {
    #[command(subcommand)]
    pub(crate) verb: Option<RatingVerb>,
}

#[derive(Subcommand)]
pub(crate) enum RatingVerb {
    /// Add a label, or say anew what the label of this name stands for
    ///
    /// Example: claimdesk ratings set Misleading denied
    Set {
        /// Its name
        name: String,
        /// The status it stands for
        status: StatusWord,
        /// Its name from now on
        #[arg(long, value_name = "NAME")]
        rename: Option<String>,
    },
    /// Take a label out of sight; marks keep it
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Args)]
pub(crate) struct SetWork {
    /// The claims
    #[arg(required = true, value_name = "CLAIM")]
    pub(crate) claims: Vec<ClaimId>,
    /// How far the work is; work that begins without an assignee is yours
    #[arg(long)]
    pub(crate) state: Option<WorkWord>,
    /// Whose it is; "" for nobody
    #[arg(long, value_name = "NAME")]
    pub(crate) assignee: Option<String>,
    /// The day to look again, such as 2025-04-11; "" for none
    #[arg(long, value_name = "DAY")]
    pub(crate) revisit: Option<String>,
}

#[derive(Args)]
pub(crate) struct Review {
    /// The claim
    pub(crate) claim: ClaimId,
    /// Where you find that it stands; without it the claim is shown as its reviewer sees it
    pub(crate) status: Option<StatusWord>,
    /// Why; needed to confirm or deny
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) because: String,
    /// How sure you are
    #[arg(long)]
    pub(crate) confidence: Option<ConfidenceWord>,
}

#[derive(Subcommand)]
pub(crate) enum EvidenceVerb {
    /// Attach evidence to a claim
    ///
    /// Example: claimdesk evidence add ID --note "asked the road office" --stance refutes
    Add(AddEvidence),
    /// Weigh a piece of evidence; what is not given stays
    ///
    /// Example: claimdesk evidence weigh ID --reliability b --credibility 2 --basis witnessed --source "Dam Watch"
    Weigh(WeighEvidence),
    /// Take a piece of evidence out of sight
    Remove {
        /// The evidence
        evidence: EvidenceId,
    },
}

#[derive(Args)]
pub(crate) struct AddEvidence {
    /// The claim
    pub(crate) claim: ClaimId,
    /// A file, kept in the workspace
    #[arg(long, value_name = "PATH", group = "matter")]
    pub(crate) file: Option<PathBuf>,
    /// A web address; nothing is fetched
    #[arg(long, value_name = "URL", group = "matter")]
    pub(crate) link: Option<String>,
    /// Words of an article, as ARTICLE:START-END
    #[arg(long, value_name = "PLACE", group = "matter", value_parser = place)]
    pub(crate) passage: Option<(ArticleId, TextRange)>,
    /// What was looked for and not found
    #[arg(long, value_name = "TEXT", group = "matter", requires = "places")]
    pub(crate) sought: Option<String>,
    /// Where it was looked for: registers, archives, maps, pages
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) places: String,
    /// What you say of it; alone, a note
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) note: String,
    /// Which way it points
    #[arg(long, default_value = "neutral")]
    pub(crate) stance: StanceWord,
}

#[derive(Args)]
pub(crate) struct WeighEvidence {
    /// The evidence
    pub(crate) evidence: EvidenceId,
    /// Which way it points
    #[arg(long)]
    pub(crate) stance: Option<StanceWord>,
    /// What you say of it
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// How far its source can be trusted (Admiralty code); f is unknown, not bad
    #[arg(long)]
    pub(crate) reliability: Option<ReliabilityWord>,
    /// How far it can be believed (Admiralty code); 6 is unknown, not bad
    #[arg(long)]
    pub(crate) credibility: Option<CredibilityWord>,
    /// How its source knows
    #[arg(long)]
    pub(crate) basis: Option<BasisWord>,
    /// Who it comes from; "" for nobody
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
}
