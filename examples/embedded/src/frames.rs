//! The messages of a client, cut out of the bytes that it sends.

use std::io::{self, ErrorKind, Read};
use std::net::TcpStream;

/// What a client asks for before it has a session.
pub enum Opening {
    /// Encryption, which it can do without.
    Encryption,
    /// To stop what another connection does.
    Cancel,
    /// A session.
    Session {
        /// The whole message.
        message: Vec<u8>,
        /// Who it is.
        user: String,
        /// Where to.
        database: String,
    },
}

/// Reads the first message, which has no type but a code.
pub fn opening(client: &mut TcpStream) -> io::Result<Opening> {
    let message = read_rest(client, Vec::new())?;
    let code = message.get(4..8).and_then(|code| code.try_into().ok());
    match code.map(u32::from_be_bytes) {
        Some(80_877_103 | 80_877_104) => Ok(Opening::Encryption),
        Some(80_877_102) => Ok(Opening::Cancel),
        Some(_) => session(message),
        None => Err(io::Error::new(ErrorKind::InvalidData, "no opening message")),
    }
}

/// Reads the next message of a session; none when the client has gone.
pub fn next(client: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut kind = vec![0];
    match client.read_exact(&mut kind) {
        Ok(()) => read_rest(client, kind).map(Some),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a length, which counts itself, and what it is the length of.
fn read_rest(client: &mut TcpStream, mut message: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    client.read_exact(&mut length)?;
    message.extend(length);
    let rest = u64::from(u32::from_be_bytes(length)).saturating_sub(4);
    if client.take(rest).read_to_end(&mut message)? as u64 == rest {
        Ok(message)
    } else {
        Err(ErrorKind::UnexpectedEof.into())
    }
}

/// Reads the names and values that make a session's opening message.
fn session(message: Vec<u8>) -> io::Result<Opening> {
    let words = message[8..].split(|&byte| byte == 0);
    let words: Vec<_> = words.map(String::from_utf8_lossy).collect();
    let value = |name: &str| {
        let pair = words.chunks_exact(2).find(|pair| pair[0] == name);
        pair.map(|pair| pair[1].clone().into_owned())
    };
    let user = value("user").unwrap_or_default();
    Ok(Opening::Session {
        database: value("database").unwrap_or_else(|| user.clone()),
        user,
        message,
    })
}
