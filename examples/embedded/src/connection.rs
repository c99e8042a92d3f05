//! One client's connection, which has the database for itself.

use std::io::{self, Read, Write};
use std::net::TcpStream;

use anyhow::Result;
use oliphaunt_wasix::session::{
    PostgresConfig, PreparedRuntime, ProtocolPumpOutcome, ProtocolSession, ProtocolStream,
    StartupConfig, startup_error_response_output,
};

use crate::frames::{self, Opening};

/// Serves a client until it has gone.
pub fn serve(mut client: TcpStream, runtime: &PreparedRuntime) -> Result<()> {
    loop {
        match frames::opening(&mut client)? {
            Opening::Encryption => client.write_all(b"N")?,
            Opening::Cancel => return Ok(()),
            Opening::Session {
                message,
                user,
                database,
            } => {
                let startup = StartupConfig {
                    username: user,
                    database,
                };
                return serve_session(client, runtime, startup, &message);
            }
        }
    }
}

fn serve_session(
    mut client: TcpStream,
    runtime: &PreparedRuntime,
    startup: StartupConfig,
    message: &[u8],
) -> Result<()> {
    let mut session = match runtime.open(PostgresConfig::default(), startup) {
        Ok(session) => session,
        Err(error) => {
            if let Some(output) = startup_error_response_output(&error) {
                client.write_all(output)?;
            }
            return Err(error);
        }
    };
    let served = converse(client, &mut session, message);
    session.shutdown()?;
    served
}

/// Passes the client's messages on, and the answers back.
fn converse(mut client: TcpStream, session: &mut ProtocolSession, startup: &[u8]) -> Result<()> {
    let response = session.startup_with_packet(startup)?;
    client.write_all(&response.output)?;
    if !response.accepted {
        return Ok(());
    }
    session.attach_protocol_stream(Stream(client.try_clone()?))?;
    while let Some(message) = frames::next(&mut client)? {
        if message[0] == b'X' {
            break;
        }
        // With COPY, the session takes over the stream until the client is gone.
        match session.send_with_connection_protocol_pump(&message, Vec::new)? {
            ProtocolPumpOutcome::Buffered(response) => client.write_all(&response)?,
            ProtocolPumpOutcome::Streamed => break,
        }
    }
    Ok(())
}

/// The client as the session reads it by itself.
struct Stream(TcpStream);

impl ProtocolStream for Stream {
    fn read_ready(&mut self) -> io::Result<bool> {
        // A read may wait: nobody else is served meanwhile.
        Ok(true)
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
