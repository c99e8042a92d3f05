//! `walkthrough.sh`, as the README has it, against the program as it is started there.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The program, which ends with the value.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_walkthrough_works() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_organization-integrations"));
    let program = program.env_remove("DATABASE_URL").args(["--port", "0"]);
    let mut served = Served(program.stdout(Stdio::piped()).spawn().unwrap());
    let lines = BufReader::new(served.0.stdout.take().unwrap()).lines();
    let mut script = Command::new("bash");
    for line in lines.map(Result::unwrap) {
        if let Some((name, value)) = line
            .strip_prefix("export ")
            .and_then(|line| line.split_once('='))
        {
            script.env(name, value);
        }
        if line.starts_with("export SOUTH_ADMIN") {
            break;
        }
    }
    let output = script.arg("walkthrough.sh").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    println!("{said}");
}
