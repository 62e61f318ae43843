//! Which addresses are public: an address that leads into a house, a machine or nowhere is never reached.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, ToSocketAddrs},
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

/// Blocks of IPv4 that are no public hosts (IANA's registry of special-purpose addresses, multicast and reserved), and
/// how many bits name each.
const SPECIAL: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 3),
];
/// Blocks of IPv6 within 2000::/3, the public one, that are no public hosts: protocols, documentation, 6to4, tunnels.
const SPECIAL6: [(u128, u32); 4] =
    [(0x2001 << 112, 23), (0x2001_0db8 << 96, 32), (0x2002 << 112, 16), (0x3fff << 112, 20)];

/// Whether `address` is that of a host anybody can reach.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => address.to_ipv4_mapped().map_or_else(|| is_public_v6(address), is_public_v4),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_in = |(block, bits): &([u8; 4], u32)| (address.to_bits() ^ u32::from_be_bytes(*block)) >> (32 - bits) == 0;
    !SPECIAL.iter().any(is_in)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let is_in = |(block, bits): &(u128, u32)| (address.to_bits() ^ block) >> (128 - bits) == 0;
    address.to_bits() >> 125 == 1 && !SPECIAL6.iter().any(is_in)
}

/// A name leads to an address that is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the name leads to an address that is not public")]
pub(crate) struct NotPublic;

/// Resolves names to public addresses alone. What it answers is what is connected to: nobody asks a second time.
pub(crate) struct Public;

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let resolved = tokio::task::spawn_blocking(move || (name.as_str(), 0).to_socket_addrs()).await??;
            let addresses: Vec<_> = resolved.collect();
            if addresses.is_empty() {
                return Err(io::Error::from(io::ErrorKind::NotFound).into());
            }
            // One that is not public among others is an attempt.
            if !addresses.iter().all(|address| is_public(address.ip())) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_to_this_machine_is_refused() -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let name = "localhost".parse().expect("a name");
        let refused = runtime.block_on(Public.resolve(name)).err().expect("an error");
        assert!(refused.is::<NotPublic>(), "{refused}");
        Ok(())
    }

    #[test]
    fn only_public_hosts_are_public() {
        for address in ["8.8.8.8", "93.184.216.34", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"] {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.0.1",
            "198.19.255.255",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(address.parse().expect("an address")), "{address}");
        }
    }
}
