//! Where a request comes from: the other end of the connection, or what a proxy of ours says.

use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;

/// The address of the caller's machine, an extension of every request that came over a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Addresses that belong together: `10.0.0.0/8`, or one address alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

/// Not an address, nor an address with a length of its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address such as 10.0.0.1, or a network such as 10.0.0.0/8, is needed")]
pub struct BadNetwork;

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.trim().parse().map_err(|_| BadNetwork)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.trim().parse().map_err(|_| BadNetwork))?;
        if bits <= most { Ok(Self { address, bits }) } else { Err(BadNetwork) }
    }
}

impl Network {
    fn holds(&self, other: IpAddr) -> bool {
        match (self.address, other) {
            (IpAddr::V4(ours), IpAddr::V4(other)) => {
                (ours.to_bits() ^ other.to_bits()).checked_shr(32 - self.bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(ours), IpAddr::V6(other)) => {
                (ours.to_bits() ^ other.to_bits()).checked_shr(128 - self.bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

/// The caller's address. `X-Forwarded-For` is read from its end, as long as those who wrote it are proxies of ours.
pub(super) fn client(proxies: &[Network], peer: IpAddr, headers: &HeaderMap) -> ClientAddress {
    let is_ours = |address: IpAddr| proxies.iter().any(|proxy| proxy.holds(address));
    let mut client = peer.to_canonical();
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    let mut hops = lines.iter().flat_map(|line| line.split(',')).rev();
    while is_ours(client) {
        let Some(Ok(hop)) = hops.next().map(|hop| hop.trim().parse::<IpAddr>()) else { break };
        client = hop.to_canonical();
    }
    ClientAddress(client)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(proxies: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let proxies: Vec<Network> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        client(&proxies, peer.parse().unwrap(), &headers).0.to_string()
    }

    #[test]
    fn only_proxies_of_ours_are_believed() {
        assert_eq!(seen(&[], "192.0.2.7", &["203.0.113.5"]), "192.0.2.7");
        assert_eq!(seen(&["10.0.0.0/8"], "10.1.2.3", &["203.0.113.5"]), "203.0.113.5");
        assert_eq!(
            seen(&["10.0.0.0/8"], "::ffff:10.1.2.3", &["1.1.1.1, 203.0.113.5", "10.9.9.9"]),
            "203.0.113.5"
        );
        assert_eq!(seen(&["10.0.0.1"], "10.0.0.1", &["lies"]), "10.0.0.1");
        assert_eq!(seen(&["2001:db8::/32", "0.0.0.0/0"], "2001:db8::1", &["2001:db9::1"]), "2001:db9::1");
    }

    #[test]
    fn a_network_is_an_address_with_a_length_that_it_can_have() {
        assert!("10.0.0.0/33".parse::<Network>().is_err() && "ten/8".parse::<Network>().is_err());
        assert!("::/0".parse::<Network>().is_ok());
    }
}
