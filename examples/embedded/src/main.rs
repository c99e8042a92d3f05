//! A PostgreSQL for the quick start on a machine that has none: the real one,
//! compiled to WebAssembly, from crates alone.
//!
//! It prints its address and serves until its input ends. All that it stores is in
//! memory. It is a single process, so it serves one connection after the other: the
//! next one waits until the one before has closed.

mod connection;
mod frames;

use std::io::{self, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::Result;
use oliphaunt_wasix::DatabaseStorage;
use oliphaunt_wasix::session::{PreparedDatabase, default_catalog_profile};

fn main() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let profile = default_catalog_profile();
    let mut database = PreparedDatabase::prepare(DatabaseStorage::Memory, profile, "postgres")?;
    let runtime = database.runtime()?;
    println!("postgresql://postgres@{address}/postgres");

    let ended = watch_input(address);
    for client in listener.incoming() {
        if ended.load(Ordering::SeqCst) {
            break;
        }
        if let Err(error) = connection::serve(client?, &runtime) {
            eprintln!("embedded PostgreSQL: a connection ended with an error: {error:#}");
        }
    }
    drop(runtime);
    database.release()
}

/// Tells when our input has ended, and wakes up who waits for a connection.
fn watch_input(address: SocketAddr) -> Arc<AtomicBool> {
    let ended = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&ended);
    thread::spawn(move || {
        // However it ends, nobody wants us any more.
        let _ = io::stdin().read_to_end(&mut Vec::new());
        told.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(address);
    });
    ended
}
