//! A lean HTTP/1.1 client over one kept-alive connection: it costs little beside the server it measures.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One connection to a server, with the token that it sends.
pub struct Client {
    stream: BufReader<TcpStream>,
    head: String,
    line: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

impl Response {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// True for 200 to 299.
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Client {
    /// Connects to `host:port`. No answer may take longer than half a minute.
    pub fn connect(address: &str, token: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let head =
            format!("Host: {address}\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n");
        Ok(Self { stream: BufReader::new(stream), head, line: String::new() })
    }

    /// Connects to `host:port` as a browser that is signed in with this secret and takes no compressed answers.
    pub fn browser(address: &str, session: &str) -> Result<Self> {
        let mut client = Self::connect(address, session)?;
        client.head = format!("Host: {address}\r\nCookie: gehoor={session}\r\nAccept: text/html,*/*\r\n");
        Ok(client)
    }

    /// Asks for a file of any kind; gives its status and how many bytes it has.
    pub fn size(&mut self, path: &str) -> Result<(u16, usize)> {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (status, body) = self.read()?;
        Ok((status, body.len()))
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Result<Response> {
        self.send("GET", path, None, "")
    }

    /// Sends a command, under a key when it must act only once.
    pub fn post(&mut self, path: &str, key: Option<&str>, body: &str) -> Result<Response> {
        self.send("POST", path, key, body)
    }

    /// Sends a request and waits for the answer.
    pub fn send(&mut self, method: &str, path: &str, key: Option<&str>, body: &str) -> Result<Response> {
        let mut request = format!("{method} {path} HTTP/1.1\r\n{}", self.head);
        if let Some(key) = key {
            request.push_str(&format!("Idempotency-Key: {key}\r\n"));
        }
        if method != "GET" {
            request
                .push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        request.push_str(body);
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Response> {
        let (status, body) = self.read()?;
        Ok(Response { status, body: String::from_utf8(body).map_err(|_| broken())? })
    }

    fn read(&mut self) -> Result<(u16, Vec<u8>)> {
        let status = self.status()?;
        let (mut length, mut chunked) = (0, false);
        while self.header()? {
            let Some((name, value)) = self.line.split_once(':') else { continue };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().map_err(|_| broken())?,
                "transfer-encoding" => chunked = value.trim().eq_ignore_ascii_case("chunked"),
                _ => {}
            }
        }
        let body = if chunked { self.chunks()? } else { self.bytes(length)? };
        Ok((status, body))
    }

    fn status(&mut self) -> Result<u16> {
        self.header()?;
        self.line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(broken)
    }

    /// Reads a line; false when it is empty.
    fn header(&mut self) -> Result<bool> {
        self.line.clear();
        if self.stream.read_line(&mut self.line)? == 0 {
            return Err(Error::from(ErrorKind::UnexpectedEof));
        }
        let length = self.line.trim_end().len();
        self.line.truncate(length);
        Ok(length > 0)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            self.header()?;
            let size = usize::from_str_radix(&self.line, 16).map_err(|_| broken())?;
            body.extend(self.bytes(size)?);
            self.header()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

fn broken() -> Error {
    Error::from(ErrorKind::InvalidData)
}
