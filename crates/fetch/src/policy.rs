//! What may be fetched, through what, and how much of it: all of it values that the caller sets.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use url::{Host, Url};

use crate::{Error, addresses};

/// Endings of names that stand for machines nearby or for none.
const NEARBY: [&str; 8] =
    ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain", "in-addr.arpa"];
/// Ports above 1023 that browsers refuse as well: other services listen there (the Fetch Standard's bad ports).
const BAD_PORTS: [u16; 18] =
    [1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697];

/// What may be fetched and how.
#[derive(Debug, Clone)]
pub struct Policy {
    /// What the program calls itself.
    pub agent: String,
    /// What every connection goes through; nothing when not set, whatever the environment says.
    pub proxy: Option<Proxy>,
    /// Whether a site's robots.txt is asked and heeded.
    pub robots: bool,
    /// How long at least between two requests to one host.
    pub pause: Duration,
    /// How long until a connection stands.
    pub connect: Duration,
    /// How long all of it may take, redirects and all.
    pub total: Duration,
    /// Bytes of a page at most, unpacked.
    pub most_bytes: usize,
    /// Redirects that are followed at most.
    pub most_hops: usize,
    /// Servers that are reached although they are not public: those of the analyst's own network, named one by one. A page
    /// from elsewhere cannot lead there.
    pub reachable: Vec<SocketAddr>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            agent: format!("Claimdesk/{}", env!("CARGO_PKG_VERSION")),
            proxy: None,
            robots: true,
            pause: Duration::from_secs(1),
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
            most_bytes: 50 << 20,
            most_hops: 10,
            reachable: Vec::new(),
        }
    }
}

/// What connections go through. It also resolves the names, so that nothing about them leaves this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proxy {
    /// An HTTP proxy, `http://host:port`.
    Http(String),
    /// A SOCKS5 proxy, `host:port`, such as Tor's.
    Socks(String),
}

impl Proxy {
    /// The proxy at `address`: `http://…`, or `socks5h://…` whose proxy resolves the names. `socks5://` is taken so too.
    pub fn at(address: &str) -> Result<Self, Error> {
        let refused = || Error::BadProxy { address: address.to_owned() };
        let url = Url::parse(address.trim()).map_err(|_| refused())?;
        let place = |url: &Url| Some(format!("{}:{}", url.host_str()?, url.port()?));
        match url.scheme() {
            "http" if url.host().is_some() => Ok(Self::Http(url.to_string())),
            "socks5" | "socks5h" => place(&url).map(Self::Socks).ok_or_else(refused),
            _ => Err(refused()),
        }
    }

    pub(crate) fn address(&self) -> String {
        match self {
            Self::Http(address) => address.clone(),
            Self::Socks(place) => format!("socks5h://{place}"),
        }
    }
}

/// The server that `given` names, as an IP address and a port.
pub fn own_server(given: &str) -> Result<SocketAddr, Error> {
    given.trim().parse().map_err(|_| Error::BadServer { given: given.to_owned() })
}

impl Policy {
    /// The address that `given` writes, when it may be fetched.
    pub fn address(&self, given: &str) -> Result<Url, Error> {
        let given = given.trim();
        let mut url = Url::parse(given).map_err(|_| Error::NotAnAddress { given: given.to_owned() })?;
        url.set_fragment(None);
        self.check(&url)?;
        Ok(url)
    }

    /// Whether `url`, asked for or redirected to, may be fetched. The parser has already turned every spelling of an
    /// IP address into the address.
    pub(crate) fn check(&self, url: &Url) -> Result<(), Error> {
        let told = url.as_str().to_owned();
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::NotTheWeb { url: told });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::Credentials);
        }
        let port = url.port_or_known_default().unwrap_or(0);
        let is_own = self.is_own(url);
        let literal = |ip| {
            if is_own || addresses::is_public(ip) { Ok(()) } else { Err(Error::NotPublic { url: told.clone() }) }
        };
        match url.host() {
            Some(Host::Ipv4(ip)) => literal(ip.into())?,
            Some(Host::Ipv6(ip)) => literal(ip.into())?,
            Some(Host::Domain(name)) => self.check_name(name, url)?,
            None => return Err(Error::NotAnAddress { given: told }),
        }
        if is_own || matches!(port, 80 | 443) || (port >= 1024 && !BAD_PORTS.contains(&port)) {
            Ok(())
        } else {
            Err(Error::BadPort { port })
        }
    }

    /// Whether what `from` answers may lead to `next`.
    pub(crate) fn check_next(&self, from: &Url, next: &Url) -> Result<(), Error> {
        self.check(next)?;
        // Only the analyst, or a server of the same network, sends us to one of the analyst's own.
        if self.is_own(next) && !self.is_own(from) {
            return Err(Error::NotPublic { url: next.to_string() });
        }
        Ok(())
    }

    /// Whether `url` is on one of the analyst's own servers.
    fn is_own(&self, url: &Url) -> bool {
        let ip: IpAddr = match url.host() {
            Some(Host::Ipv4(ip)) => ip.into(),
            Some(Host::Ipv6(ip)) => ip.into(),
            Some(Host::Domain(_)) | None => return false,
        };
        self.reachable.contains(&SocketAddr::new(ip, url.port_or_known_default().unwrap_or(0)))
    }

    fn check_name(&self, name: &str, url: &Url) -> Result<(), Error> {
        let name = name.trim_end_matches('.').to_lowercase();
        let ends = |ending: &str| name == ending || name.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'));
        if ends("onion") && !matches!(self.proxy, Some(Proxy::Socks(_))) {
            return Err(Error::NeedsTor);
        }
        if NEARBY.iter().any(|ending| ends(ending)) || !name.contains('.') {
            return Err(Error::NotPublic { url: url.to_string() });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_public_in_every_spelling_or_refused() {
        let policy = Policy::default();
        for given in
            ["https://wire.example/dam", "http://8.8.8.8/", "https://wire.example:8443/", "https://ВЕССА.example"]
        {
            assert!(policy.address(given).is_ok(), "{given}");
        }
        for given in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://017700000001/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://１２７.0.0.1/",
            "http://10.0.0.1.:80/",
            "http://169.254.169.254/latest",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://printer/",
            "http://dam.internal/",
            "file:///etc/passwd",
            "ftp://wire.example/",
            "gopher://wire.example/",
            "javascript:alert(1)",
            "https://ida:word@wire.example/",
            "https://ida@wire.example/",
            "http://wire.example:22/",
            "http://wire.example:6667/",
            "http://wire.example:6679/",
            "wire.example/dam",
            "http://",
            "",
        ] {
            assert!(policy.address(given).is_err(), "{given}");
        }
    }

    #[test]
    fn no_page_from_elsewhere_leads_to_a_server_of_ones_own() {
        let own = own_server("10.0.3.4:8080").expect("a server");
        let policy = Policy { reachable: vec![own], ..Policy::default() };
        let url = |address: &str| Url::parse(address).expect("an address");
        let archive = url("http://10.0.3.4:8080/dam");
        assert!(policy.address(archive.as_str()).is_ok());
        assert!(
            policy.address("http://10.0.3.4:8081/dam").is_err() && policy.address("http://10.0.3.5:8080/").is_err()
        );
        assert!(policy.check_next(&url("https://wire.example/"), &archive).is_err());
        assert!(policy.check_next(&archive, &archive).is_ok());
        assert!(policy.check_next(&archive, &url("https://wire.example/")).is_ok());
        for given in ["archive.example:80", "10.0.3.4", "http://10.0.3.4:8080", ""] {
            assert_eq!(own_server(given), Err(Error::BadServer { given: given.to_owned() }));
        }
    }

    #[test]
    fn an_onion_is_reached_through_a_socks_proxy_alone() {
        let onion = "http://vessavessavessavessavessavessavessavessavessavessavessa.onion/";
        assert_eq!(Policy::default().address(onion), Err(Error::NeedsTor));
        let tor = Policy { proxy: Proxy::at("socks5://127.0.0.1:9050").ok(), ..Policy::default() };
        assert!(tor.address(onion).is_ok());
        assert_eq!(tor.proxy.map(|proxy| proxy.address()).as_deref(), Some("socks5h://127.0.0.1:9050"));
    }
}
