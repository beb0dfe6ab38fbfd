//! Which peers may say for whom they ask.

use std::net::IpAddr;

use ipnet::IpNet;
use thiserror::Error;

/// Reverse proxies whose `X-Forwarded-For` is believed; by default none is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

/// A proxy that is neither address nor network.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is neither an address such as `127.0.0.1` nor a network such as `10.0.0.0/8`")]
pub struct ProxyProblem(String);

impl Proxies {
    /// Reads addresses and networks with commas between.
    pub fn parse(text: &str) -> Result<Self, ProxyProblem> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| network(part).ok_or_else(|| ProxyProblem(part.to_owned())))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether this peer is one of them.
    pub fn contain(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.0.iter().any(|network| network.contains(&peer))
    }
}

fn network(text: &str) -> Option<IpNet> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse().or_else(|_| address()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_networks_are_read() {
        let proxies = Proxies::parse("127.0.0.1, 10.0.0.0/8,fd00::/8").unwrap();
        for inside in ["127.0.0.1", "10.200.3.4", "fd00::1", "::ffff:127.0.0.1"] {
            assert!(proxies.contain(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["127.0.0.2", "11.0.0.1", "fe80::1", "::1"] {
            assert!(!proxies.contain(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn nothing_is_believed_by_default_and_nonsense_is_refused() {
        let nobody = Proxies::parse("").unwrap();
        assert!(!nobody.contain("127.0.0.1".parse().unwrap()));
        for bad in ["localhost", "10.0.0.0/33", "127.0.0.1 10.0.0.1"] {
            assert_eq!(Proxies::parse(bad), Err(ProxyProblem(bad.to_owned())));
        }
    }
}
