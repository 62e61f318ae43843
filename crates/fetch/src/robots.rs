//! What a site asks programs to leave alone (RFC 9309).

use std::{
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use texting_robots::Robot;
use url::Url;

use crate::{Error, Fetcher, Known};

/// Bytes of a robots.txt that are read: the least that the RFC asks for.
const MOST_BYTES: usize = 500 << 10;
/// Redirects on the way to it that are followed, as the RFC has it.
const MOST_HOPS: usize = 5;
/// How long what it said is taken for said.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// A pause that a site asks for is kept up to this.
const LONGEST: Duration = Duration::from_secs(10);

/// What a site's robots.txt says, and since when we know.
#[derive(Debug, Clone)]
pub(crate) struct Robots {
    said: Said,
    since: Instant,
}

#[derive(Debug, Clone)]
enum Said {
    /// There is none, or none that can be read.
    Nothing,
    /// The site is not well, and asks to be left alone while it is not.
    LeaveAlone,
    Rules(Arc<Robot>),
}

impl Robots {
    fn allows(&self, url: &Url) -> bool {
        match &self.said {
            Said::Nothing => true,
            Said::LeaveAlone => false,
            Said::Rules(robot) => robot.allowed(url.as_str()),
        }
    }

    /// How long to wait between two requests.
    pub(crate) fn delay(&self) -> Option<Duration> {
        let Said::Rules(robot) = &self.said else { return None };
        Duration::try_from_secs_f32(robot.delay?).ok().map(|delay| delay.min(LONGEST))
    }
}

impl Fetcher {
    /// Refuses `url` where its site asks programs to leave it alone.
    pub(crate) fn heed_robots(&self, url: &Url, deadline: Instant) -> Result<(), Error> {
        let known = self.robots_of(url);
        let robots = match known {
            Some(robots) => robots,
            None => {
                let robots = Robots { said: self.read_robots(url, deadline)?, since: Instant::now() };
                let mut all = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(site(url), robots.clone());
                robots
            }
        };
        if robots.allows(url) { Ok(()) } else { Err(Error::Robots) }
    }

    /// What the site of `url` said, where it was asked lately.
    pub(crate) fn robots_of(&self, url: &Url) -> Option<Robots> {
        let all = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&site(url)).filter(|robots| robots.since.elapsed() < KEPT).cloned()
    }

    fn read_robots(&self, url: &Url, deadline: Instant) -> Result<Said, Error> {
        let mut place = url.clone();
        place.set_path("/robots.txt");
        place.set_query(None);
        for _ in 0..=MOST_HOPS {
            let mut response = match self.ask(&place, &Known::default(), deadline) {
                Ok(response) => response,
                // What the page itself would be refused for is refused here.
                Err(error @ (Error::NotPublic { .. } | Error::TooSlow { .. } | Error::Unreachable)) => {
                    return Err(error);
                }
                Err(_) => return Ok(Said::Nothing),
            };
            if let Some(next) = crate::redirected(&place, &response) {
                self.policy.check_next(&place, &next)?;
                place = next;
                continue;
            }
            if response.status().is_server_error() {
                return Ok(Said::LeaveAlone);
            }
            if !response.status().is_success() {
                return Ok(Said::Nothing);
            }
            let Ok(bytes) = self.body(&mut response, MOST_BYTES, deadline) else { return Ok(Said::Nothing) };
            let product = self.policy.agent.split('/').next().unwrap_or_default();
            return Ok(Robot::new(product, &bytes).map_or(Said::Nothing, |robot| Said::Rules(Arc::new(robot))));
        }
        Ok(Said::Nothing)
    }
}

/// What a robots.txt holds for: scheme, host and port.
fn site(url: &Url) -> String {
    url.origin().ascii_serialization()
}
