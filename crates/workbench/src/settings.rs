//! What the program remembers about its analyst and workspaces, in one file of the configuration folder.

use std::{
    io,
    net::SocketAddr,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{Analyst, Desk, DeskId};
use fetch::{Endpoint, Fetcher, Limits, Model, Policy, Proxy};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use crate::{Error, Result, files, worker};

/// How many workspaces "Open Recent" offers.
const RECENT: usize = 10;

/// A language model on this machine that may be asked what else an article claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ModelSetting {
    /// Whether it may be asked.
    pub on: bool,
    /// Where its server answers.
    pub address: String,
    /// The name its server knows it by.
    pub name: String,
}

impl Default for ModelSetting {
    fn default() -> Self {
        Self { on: false, address: "http://127.0.0.1:11434".to_owned(), name: String::new() }
    }
}

impl ModelSetting {
    /// This setting, when its address leads to this machine and, where it is on, the model has a name.
    pub fn checked(self) -> Result<Self> {
        Endpoint::at(&self.address)?;
        if self.on {
            self.model()?;
        }
        Ok(self)
    }

    /// The model, where it may be asked.
    pub fn model(&self) -> Result<Model> {
        if !self.on {
            return Err(Error::ModelOff);
        }
        Ok(Model::at(&self.address, &self.name, Limits::default())?)
    }
}

/// The program's settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settings {
    /// This installation and its analyst.
    pub desk: Desk,
    /// Workspaces opened lately, newest first.
    #[serde(default)]
    pub recent: Vec<PathBuf>,
    /// What pages are fetched through: `http://host:port`, or `socks5h://host:port` such as Tor's; straight when not set.
    #[serde(default)]
    pub proxy: Option<String>,
    /// The model on this machine.
    #[serde(default)]
    pub model: ModelSetting,
    /// Minutes between two askings of a feed; 0 when feeds are asked only on request.
    #[serde(default = "usual_minutes")]
    pub feed_minutes: u32,
    /// Servers of the analyst's own network that pages are fetched from as well, as `address:port`.
    #[serde(default)]
    pub own_servers: Vec<String>,
    /// What reading one document may use.
    #[serde(default)]
    pub reading: ReadingLimits,
}

/// What reading one document may use, as the settings have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingLimits {
    /// Mebibytes of memory: from 512 to 8192.
    pub memory_mebibytes: u64,
    /// Seconds until it is given up: from 5 to 600.
    pub seconds: u64,
}

impl Default for ReadingLimits {
    fn default() -> Self {
        let usual = worker::Limits::default();
        Self { memory_mebibytes: usual.memory >> 20, seconds: usual.wall_seconds }
    }
}

impl ReadingLimits {
    /// Mebibytes that may be set. With less the language models, which are mapped with the program, leave no room for a page.
    pub const MEBIBYTES: RangeInclusive<u64> = 512..=8_192;
    /// Seconds that may be set.
    pub const SECONDS: RangeInclusive<u64> = 5..=600;

    /// These limits, when they lie within bounds.
    pub fn checked(self) -> Result<Self> {
        let checked = |what: &'static str, number: u64, bounds: RangeInclusive<u64>| {
            let (least, most) = bounds.clone().into_inner();
            if bounds.contains(&number) { Ok(()) } else { Err(Error::OutOfBounds { what, least, most }) }
        };
        checked("MiB of memory", self.memory_mebibytes, Self::MEBIBYTES)?;
        checked("seconds", self.seconds, Self::SECONDS)?;
        Ok(self)
    }

    /// The limits of a worker: what is out of bounds is taken for the bound.
    pub fn of_worker(self) -> worker::Limits {
        let within = |number: u64, bounds: RangeInclusive<u64>| number.clamp(*bounds.start(), *bounds.end());
        let seconds = within(self.seconds, Self::SECONDS);
        worker::Limits {
            memory: within(self.memory_mebibytes, Self::MEBIBYTES) << 20,
            // Two thirds of the time, as usual: the rest is for a machine that does other things too.
            processor_seconds: (seconds * 2).div_ceil(3),
            wall_seconds: seconds,
            ..worker::Limits::default()
        }
    }
}

/// What reading one document may use, for people to set: a number of each kind, what is usual, and its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct ReadingView {
    /// Mebibytes of memory.
    pub memory: Bounded,
    /// Seconds until it is given up.
    pub seconds: Bounded,
}

/// A number within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Bounded {
    /// What is set.
    pub set: u32,
    /// What is usual.
    pub usual: u32,
    /// What may be set at least.
    pub least: u32,
    /// What may be set at most.
    pub most: u32,
}

impl From<ReadingLimits> for ReadingView {
    fn from(limits: ReadingLimits) -> Self {
        let bounded = |set: u64, usual: u64, bounds: RangeInclusive<u64>| {
            let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let (least, most) = (number(*bounds.start()), number(*bounds.end()));
            Bounded { set: number(set).clamp(least, most), usual: number(usual), least, most }
        };
        let usual = ReadingLimits::default();
        Self {
            memory: bounded(limits.memory_mebibytes, usual.memory_mebibytes, ReadingLimits::MEBIBYTES),
            seconds: bounded(limits.seconds, usual.seconds, ReadingLimits::SECONDS),
        }
    }
}

/// Twice an hour: a feed moves about that often, and no site minds.
const USUAL_MINUTES: u32 = 30;

/// No feed is asked more often by itself, whatever the settings say.
const FEWEST_MINUTES: u32 = 5;

fn usual_minutes() -> u32 {
    USUAL_MINUTES
}

/// What the network is reached through, and how often feeds are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Network {
    /// `http://host:port`, or `socks5h://host:port` such as Tor's; straight when empty.
    pub proxy: String,
    /// Servers of the analyst's own network that pages are fetched from as well, as `address:port`.
    pub own_servers: Vec<String>,
    /// Minutes between two askings of a feed; 0 when feeds are asked only on request.
    pub feed_minutes: u32,
}

impl Settings {
    /// What concerns the network.
    pub fn network(&self) -> Network {
        Network {
            proxy: self.proxy.clone().unwrap_or_default(),
            own_servers: self.own_servers.clone(),
            feed_minutes: self.feed_minutes,
        }
    }

    /// Takes over what concerns the network.
    pub fn set_network(&mut self, network: Network) {
        let Network { proxy, own_servers, feed_minutes } = network;
        self.proxy = Some(proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty());
        let own = own_servers.into_iter().map(|server| server.trim().to_owned());
        self.own_servers = own.filter(|server| !server.is_empty()).collect();
        self.feed_minutes = feed_minutes;
    }

    /// The settings kept in `folder`; new ones, with a new desk, when there are none that can be read.
    pub fn load(folder: &Path) -> Self {
        std::fs::read(folder.join("settings.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_else(|| Self {
                desk: Desk { id: DeskId(Uuid::now_v7()), analyst: Analyst::named(&login_name()) },
                recent: Vec::new(),
                proxy: None,
                model: ModelSetting::default(),
                feed_minutes: USUAL_MINUTES,
                own_servers: Vec::new(),
                reading: ReadingLimits::default(),
            })
    }

    /// The settings kept in `folder`; new ones are kept there at once, so that the desk stays the same one.
    pub fn kept(folder: &Path) -> Self {
        let settings = Self::load(folder);
        if !folder.join("settings.json").exists() {
            // Where they cannot be kept the desk is a new one next time, which is no reason to refuse the work.
            let _ = settings.save(folder);
        }
        settings
    }

    /// What fetches pages, as these settings have it.
    pub fn fetcher(&self) -> Result<Fetcher, fetch::Error> {
        let proxy = self.proxy.as_deref().map(Proxy::at).transpose()?;
        let own = |given: &String| fetch::own_server(given);
        let reachable = self.own_servers.iter().map(own).collect::<Result<Vec<SocketAddr>, _>>()?;
        Fetcher::new(Policy { proxy, reachable, ..Policy::default() })
    }

    /// How long between two askings of a feed. Asked on request alone, it waits as long as usual for nothing.
    pub fn feeds_every(&self) -> Duration {
        let minutes = if self.feed_minutes == 0 { USUAL_MINUTES } else { self.feed_minutes.max(FEWEST_MINUTES) };
        Duration::from_secs(u64::from(minutes) * 60)
    }

    /// Keeps the settings in `folder`.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        files::write_whole(&folder.join("settings.json"), &serde_json::to_vec_pretty(self)?)
    }

    /// The workspace that was open last.
    pub fn last(&self) -> Option<&Path> {
        self.recent.first().map(PathBuf::as_path)
    }

    /// Remembers that `workspace` was opened.
    pub fn opened(&mut self, workspace: &Path) {
        self.recent.retain(|known| known != workspace);
        self.recent.insert(0, workspace.to_owned());
        self.recent.truncate(RECENT);
    }
}

/// The name the operating system knows the analyst by, to start with.
fn login_name() -> String {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_the_same_one_from_its_first_start_on() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(Settings::kept(folder.path()).desk, Settings::kept(folder.path()).desk);
        Ok(())
    }

    #[test]
    fn a_model_is_asked_only_where_it_is_switched_on_and_only_on_this_machine() -> serde_json::Result<()> {
        let old: Settings = serde_json::from_str(&serde_json::to_string(&serde_json::json!({
            "desk": { "id": Uuid::from_u128(7), "analyst": "Ana" }
        }))?)?;
        assert!(!old.model.on && matches!(old.model.model(), Err(Error::ModelOff)));
        let setting = |on, address: &str, name: &str| ModelSetting { on, address: address.into(), name: name.into() };
        assert!(setting(true, "http://localhost:8080", "small").checked().is_ok());
        assert!(setting(false, "http://localhost:8080", "").checked().is_ok());
        for refused in [
            setting(true, "http://localhost:8080", " "),
            setting(true, "http://10.0.0.5:8080", "small"),
            setting(false, "https://models.example", "small"),
        ] {
            assert!(refused.clone().checked().is_err(), "{refused:?}");
        }
        Ok(())
    }

    #[test]
    fn what_reading_may_use_is_set_within_bounds_and_as_usual_where_it_is_not() -> serde_json::Result<()> {
        let limits = |json: &str| serde_json::from_str::<ReadingLimits>(json).map(ReadingLimits::of_worker);
        assert_eq!(limits("{}")?, worker::Limits::default());
        let wide = limits(r#"{"memory_mebibytes": 4096, "seconds": 90}"#)?;
        assert_eq!((wide.memory, wide.processor_seconds, wide.wall_seconds), (4 << 30, 60, 90));
        let [least, most] = [
            limits(r#"{"memory_mebibytes": 0, "seconds": 0}"#)?,
            limits(&format!(r#"{{"memory_mebibytes": {}, "seconds": {}}}"#, u64::MAX, u64::MAX))?,
        ];
        assert_eq!((least.memory, least.wall_seconds), (512 << 20, 5));
        assert_eq!((most.memory, most.wall_seconds), (8 << 30, 600));
        Ok(())
    }

    #[test]
    fn what_reading_may_use_is_refused_out_of_bounds_and_told_with_them() {
        let limits = |memory_mebibytes, seconds| ReadingLimits { memory_mebibytes, seconds };
        let told = |limits: ReadingLimits| limits.checked().map_err(|error| error.to_string());
        assert_eq!(told(limits(8_192, 5)), Ok(limits(8_192, 5)));
        let refused = |what: &str| Err(format!("{what}, and the limit stays as it was. Give a number between the two"));
        assert_eq!(told(limits(511, 15)), refused("reading may use from 512 to 8192 MiB of memory"));
        assert_eq!(told(limits(1_024, 601)), refused("reading may use from 5 to 600 seconds"));
        let view = ReadingView::from(limits(u64::MAX, 90));
        assert_eq!(view.memory, Bounded { set: 8_192, usual: 1_024, least: 512, most: 8_192 });
        assert_eq!((view.seconds.set, view.seconds.usual), (90, 15));
    }

    #[test]
    fn settings_survive_and_the_workspace_opened_last_comes_first() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut settings = Settings::load(folder.path());
        for name in ["/a.claimdesk", "/b.claimdesk", "/a.claimdesk"] {
            settings.opened(Path::new(name));
        }
        settings.save(folder.path())?;
        let again = Settings::load(folder.path());
        assert_eq!(again.last(), Some(Path::new("/a.claimdesk")));
        assert_eq!((again.recent.len(), again.desk), (2, settings.desk));
        Ok(())
    }
}
