//! One connection of a browser or a program to a real server, kept open between requests.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection that speaks HTTP/1.1.
pub struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    /// What goes with every request: a cookie or a token.
    identity: String,
}

/// An answer of a real server.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first header of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// A connection of nobody.
    pub fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { address, stream: BufReader::new(stream), identity: String::new() })
    }

    /// Another connection of the same person, to the same server or to another.
    pub fn again(&self, address: SocketAddr) -> io::Result<Self> {
        Ok(Self { identity: self.identity.clone(), ..Self::open(address)? })
    }

    /// As the program that holds this token.
    #[must_use]
    pub fn with_token(self, token: &str) -> Self {
        Self { identity: format!("authorization: Bearer {token}\r\n"), ..self }
    }

    /// As the person with this e-mail and password, by the form.
    pub fn sign_in(mut self, workspace: &str, email: &str, password: &str) -> io::Result<Self> {
        let reply = self.post(&format!("/w/{workspace}/session"), &[("email", email), ("password", password)])?;
        let cookie = reply.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        let Some(cookie) = cookie.filter(|_| reply.status == 303) else {
            return Err(io::Error::other(format!("signing in was answered with {}", reply.status)));
        };
        self.identity = format!("cookie: {cookie}\r\n");
        Ok(self)
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.send("GET", path, "", &[])
    }

    /// Sends a form, as a page of the site does.
    pub fn post(&mut self, path: &str, form: &[(&str, &str)]) -> io::Result<Reply> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let headers = "content-type: application/x-www-form-urlencoded\r\nsec-fetch-site: same-origin\r\n";
        self.send("POST", path, headers, body.as_bytes())
    }

    /// Sends a request with more header lines, each with its end, and waits for the answer.
    pub fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> io::Result<Reply> {
        self.ask(method, path, headers, body)?;
        let (status, headers) = self.head()?;
        let said = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let body = match said("content-length").and_then(|length| length.parse().ok()) {
            Some(length) => self.exactly(length)?,
            None if said("transfer-encoding") == Some("chunked") => self.chunks()?,
            None => Vec::new(),
        };
        Ok(Reply { status, headers, body })
    }

    /// Opens a stream of events about these topics; what comes is read by [`Self::event`].
    pub fn listen(&mut self, topics: &str) -> io::Result<()> {
        self.ask("GET", &format!("/live?topics={topics}"), "accept: text/event-stream\r\n", &[])?;
        let (status, _) = self.head()?;
        if status == 200 { Ok(()) } else { Err(io::Error::other(format!("the stream was answered with {status}"))) }
    }

    /// The next piece of a stream of events.
    pub fn event(&mut self) -> io::Result<String> {
        let piece = self.chunk()?;
        Ok(String::from_utf8_lossy(&piece).into_owned())
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> io::Result<()> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\n{}{headers}\r\n",
            self.address,
            body.len(),
            self.identity,
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request)
    }

    fn head(&mut self) -> io::Result<(u16, Vec<(String, String)>)> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::new(io::ErrorKind::UnexpectedEof, "no answer"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { return Ok((status, headers)) };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(body);
            }
            body.extend(chunk);
        }
    }

    fn chunk(&mut self) -> io::Result<Vec<u8>> {
        let line = self.line()?;
        let length = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        let chunk = self.exactly(length)?;
        self.line()?;
        Ok(chunk)
    }

    fn exactly(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(body)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}
