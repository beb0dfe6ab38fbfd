//! Who asks: the peer, or whom a trusted proxy speaks for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::config::Proxies;

/// The address of whoever asks, kept in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What one person can be expected to have to themselves: an IPv4 address, or a /64 network of IPv6 (RFC 6177).
    pub fn network(self) -> IpNet {
        let length = if self.0.is_ipv4() { 32 } else { 64 };
        IpNet::new(self.0, length).map_or(IpNet::from(self.0), |network| network.trunc())
    }
}

/// Finds out who asks.
pub async fn find_client(
    State(proxies): State<Arc<Proxies>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0.ip());
    let client = client(peer, request.headers(), &proxies);
    request.extensions_mut().insert(ClientAddress(client));
    next.run(request).await
}

/// Goes from the peer towards the origin for as long as each hop is a trusted proxy: what further hops say, anybody
/// could have written.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &Proxies) -> IpAddr {
    let said: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut client = peer.to_canonical();
    for hop in said.iter().rev() {
        if !proxies.contain(client) {
            break;
        }
        let Some(before) = address(hop) else { break };
        client = before;
    }
    client
}

/// An address, perhaps with the port that some proxies add.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse().map(|address: SocketAddr| address.ip());
    text.parse()
        .or_else(|_| with_port())
        .ok()
        .map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, said: &[&'static str]) -> String {
        let proxies = Proxies::parse("127.0.0.1,10.0.0.0/8").unwrap();
        let mut headers = HeaderMap::new();
        for value in said {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        client(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(found("192.0.2.7", &["198.51.100.1"]), "192.0.2.7");
        assert_eq!(found("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(found("::ffff:127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(found("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn what_the_client_wrote_itself_counts_for_nothing() {
        assert_eq!(
            found("127.0.0.1", &["1.1.1.1, 198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(
            found("127.0.0.1", &["1.1.1.1", "198.51.100.1, 10.0.0.9"]),
            "198.51.100.1"
        );
        assert_eq!(found("127.0.0.1", &["1.1.1.1, nonsense"]), "127.0.0.1");
        assert_eq!(found("127.0.0.1", &["10.0.0.1, 10.0.0.2"]), "10.0.0.1");
    }

    #[test]
    fn ports_are_cut_off() {
        assert_eq!(found("127.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(found("127.0.0.1", &["[2001:db8::1]:4711"]), "2001:db8::1");
    }

    #[test]
    fn one_household_is_one_client() {
        let network = |text: &str| ClientAddress(text.parse().unwrap()).network().to_string();
        assert_eq!(network("192.0.2.7"), "192.0.2.7/32");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    }
}
