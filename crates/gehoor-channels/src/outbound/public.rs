//! Which addresses belong to the public internet, after IANA's registries of special-purpose addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is public: not of this machine, this network, a company's own network, documentation or tests, and
/// not one behind which such an address hides.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || ip.is_broadcast();
    !special
        && match ip.octets() {
            // "This network"; and everything from 240 on is kept back.
            [0 | 240.., ..] => false,
            // Shared by providers behind one address (RFC 6598).
            [100, b, ..] => !(64..128).contains(&b),
            // Protocol assignments, and the relays of 6to4 that are no more.
            [192, 0, 0, _] | [192, 88, 99, _] => false,
            // Measurements between networks (RFC 2544).
            [198, 18 | 19, ..] => false,
            _ => true,
        }
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let [a, b, c, d, e, f, g, h] = ip.segments();
    match (a, b) {
        // An IPv4 address behind a translator (RFC 6052).
        (0x64, 0xff9b) if [c, d, e, f] == [0; 4] => {
            let ([g1, g2], [h1, h2]) = (g.to_be_bytes(), h.to_be_bytes());
            is_public_v4(Ipv4Addr::new(g1, g2, h1, h2))
        }
        // Protocol assignments with Teredo, documentation, 6to4.
        (0x2001, ..0x0200 | 0x0db8) | (0x2002, _) => false,
        // Documentation (RFC 9637).
        (0x3fff, ..0x1000) => false,
        // All that was given out so far.
        (0x2000..=0x3fff, _) => true,
        _ => false,
    }
}
