//! Answers that others made, for the site example.org.

use data_encoding::HEXLOWER;

/// One answer to a sign-in.
pub struct Vector {
    pub challenge: &'static str,
    client_data: &'static str,
    authenticator_data: &'static str,
    signature: &'static str,
    public_key: &'static str,
}

impl Vector {
    pub fn client_data(&self) -> Vec<u8> {
        self.client_data.as_bytes().to_vec()
    }

    pub fn authenticator_data(&self) -> Vec<u8> {
        bytes(self.authenticator_data)
    }

    pub fn signature(&self) -> Vec<u8> {
        bytes(self.signature)
    }

    pub fn public_key(&self) -> Vec<u8> {
        bytes(self.public_key)
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    HEXLOWER.decode(hex.as_bytes()).expect("hexadecimal")
}

/// ES256: the test vector of Web Authentication level 3, section 16, without attestation.
pub const ES256: Vector = Vector {
    challenge: "OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag",
    client_data: r#"{"type":"webauthn.get","challenge":"OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag","origin":"https://example.org","crossOrigin":false}"#,
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
    signature: "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f5\
        75bf11a1dd5d78c6e486013f937295ea13653e331e87",
    public_key: "a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a\
        2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220",
};

/// RS256: signed by OpenSSL.
pub const RS256: Vector = Vector {
    challenge: "E9dHc6XjMrJ6bUd2CNRQuoFw1u3bsynKqgNwtd8V8EU",
    client_data: r#"{"type":"webauthn.get","challenge":"E9dHc6XjMrJ6bUd2CNRQuoFw1u3bsynKqgNwtd8V8EU","origin":"https://example.org","crossOrigin":false}"#,
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50100000000",
    signature: "3cf76c2de2477605fe5065dcd00406551511feaac57f217cbf4f4071666041a25c824c25e2da198429e8c2ea0cf810f6f66f\
        451d2a5fb95474b381b9dacb3c5862b6a067f1d98d61e801bb38570404f8e46ada836ef9b38113059e1b51b64536b1f1159b\
        cd8999b16f68c12dc9f10a14a0fe8c17e5de9d81a1346cdf0aadc27874f8d71c216239cda38507efb25e36176d35cca3b819\
        e994bb2783373f01cbdb4089c54c17ca207d138c06995c227ee34822a3991a0d14231519147695da88aff63532e87b9b300f\
        d1bd4c7cdd2fbb8782318d4942b14d4e0c3bd8a356ed88b8a05a5dcfd82a56eb06e75b4c3d6c3821e54cf817ff09645736bf\
        a1971ed6da50",
    public_key: "a401030339010020590100a25282b568a486d06091bc3be42513d5af47eca270798c457801a34429c28b679a0c7ed2dd308d\
        2b827a55088764f0d0c349c5df0a1da30ccceeae5613bceb9bc85f6f8c587a4f4cf4423c3434567311fea1c995af8c062bbb\
        42001eee5fa97952f3fbf3ccddd4e68a5380fa18c33b8e91bd2b09e5ddd414b343ae2efc4eaccc4ac943276c2194e021d867\
        145fe90472ad8b4b538c7e7c929e2829d74007f7bf3d39506769c8d6da13a48c1badd8674b1eefd2f22656362fd825d965b0\
        bdbfbcb830316a231d768a656393b4e80ad302a8e1b590b301a1281416b0709045a811a286c15a09616f754fcbc7238b8c86\
        22986ba0a8426a266b07b57a13b7e228cb2143010001",
};
