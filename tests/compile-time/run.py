#!/usr/bin/env python3
"""What a derive costs a build: the CPU time of `cargo check`, net of the enums without it.

    tests/compile-time/run.py                  # CPU seconds, 500 enums of 12 variants
    tests/compile-time/run.py --build          # the same of `cargo build`
    tests/compile-time/run.py --instructions   # rustc's instructions under callgrind, 50 enums

Contestants take turns, and the best round counts: what else runs on the machine
can only slow one down. Instructions are the same at every run, but take minutes.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
WORKSPACE = TARGET / "compile-time"

GOAL = 0.70
RIVAL = "postgres-derive"
# A crate's dependencies, and what stands above each of its enums.
CONTESTANTS = {
    "plain": ("", ""),
    RIVAL: (
        'postgres-types = { version = "*", features = ["derive"] }',
        "#[derive(postgres_types::ToSql, postgres_types::FromSql)]\n"
        '#[postgres(rename_all = "snake_case")]',
    ),
    "ours": (
        f'pg-integration-enum = {{ path = "{REPOSITORY}/runtime" }}',
        "#[derive(pg_integration_enum::PgIntegrationEnum)]",
    ),
    "strum": (
        'strum = { version = "*", features = ["derive"] }',
        "#[derive(strum::Display, strum::EnumString, strum::AsRefStr, strum::VariantArray)]\n"
        '#[strum(serialize_all = "snake_case")]',
    ),
    "serde": (
        'serde = { version = "*", features = ["derive"] }',
        "#[derive(serde::Serialize, serde::Deserialize)]\n"
        '#[serde(rename_all = "snake_case")]',
    ),
}
SUBJECTS = "Invoice Order Payment Customer Employee Contract Project Timesheet Account Budget".split()
ACTIONS = (
    "Created Updated Deleted Archived Restored Approved "
    "Rejected Submitted Assigned Cancelled Completed Published"
).split()


def main():
    arguments = parse_arguments()
    # 50 enums are enough where nothing else than the derive changes the count.
    write_workspace(arguments.enums or (50 if arguments.instructions else 500))
    measure = instructions if arguments.instructions else cpu_seconds
    command = "build" if arguments.build else "check"
    rounds = 1 if arguments.instructions else arguments.rounds
    costs = {name: [] for name in CONTESTANTS if name in {"plain", RIVAL, *arguments.only}}
    for name in costs:
        cargo(command, name, WORKSPACE)
    for _ in range(rounds):
        for name, measured in costs.items():
            (WORKSPACE / name / "src/lib.rs").touch()
            measured.append(measure(command, name))
    print_table({name: min(measured) for name, measured in costs.items()})


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--enums", type=int, help="how many there are in each crate")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=CONTESTANTS, metavar="DERIVE")
    parser.add_argument("--build", action="store_true", help="`cargo build` instead of `cargo check`")
    parser.add_argument("--instructions", action="store_true", help="count rustc's instructions")
    return parser.parse_args()


def write_workspace(enums):
    shutil.rmtree(WORKSPACE, ignore_errors=True)
    for name, (dependency, attributes) in CONTESTANTS.items():
        source = WORKSPACE / name / "src/lib.rs"
        source.parent.mkdir(parents=True)
        source.write_text("\n".join(enum(number, attributes) for number in range(enums)))
        manifest = f'[package]\nname = "with-{name}"\nedition = "2024"\n[dependencies]\n{dependency}\n'
        (WORKSPACE / name / "Cargo.toml").write_text(manifest)
    members = ", ".join(f'"{name}"' for name in CONTESTANTS)
    (WORKSPACE / "Cargo.toml").write_text(f'[workspace]\nmembers = [{members}]\nresolver = "3"\n')
    # The versions that the repository has.
    shutil.copy(REPOSITORY / "Cargo.lock", WORKSPACE)


def enum(number, attributes):
    subject = SUBJECTS[number % len(SUBJECTS)]
    variants = ", ".join(subject + action for action in ACTIONS)
    return f"#[derive(Debug)]\n{attributes}\npub enum {subject}Event{number} {{ {variants} }}\n"


def cargo(command, name, workspace, **variables):
    environment = os.environ | {"CARGO_TARGET_DIR": str(workspace / "target"), "CARGO_INCREMENTAL": "0"}
    subprocess.run(
        ["cargo", command, "--quiet", "--package", f"with-{name}"],
        cwd=workspace,
        env=environment | variables,
        check=True,
    )


def cpu_seconds(command, name):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    cargo(command, name, WORKSPACE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def instructions(command, name):
    """Rustc's own, in millions: cargo has it started through a wrapper."""
    sysroot = subprocess.check_output(["rustc", "--print", "sysroot"], text=True).strip()
    wrapper = WORKSPACE / "callgrind"
    report = WORKSPACE / "callgrind.log"
    wrapper.write_text(
        "#!/bin/sh\nshift\ncase \"$*\" in\n"
        f'*--crate-name\\ *src/lib.rs*) exec valgrind --tool=callgrind --callgrind-out-file=/dev/null '
        f'--log-file={report} {sysroot}/bin/rustc "$@" ;;\n'
        f'*) exec {sysroot}/bin/rustc "$@" ;;\nesac\n'
    )
    wrapper.chmod(0o755)
    cargo(command, name, WORKSPACE, RUSTC_WORKSPACE_WRAPPER=str(wrapper))
    return int(re.search(r"Collected : (\d+)", report.read_text())[1]) / 1e6


def print_table(costs):
    plain = costs.pop("plain")
    rival = costs[RIVAL] - plain
    print(f"plain enums: {plain:.2f}")
    print("| derive | net | ratio | goal |")
    print("|---|--:|--:|--:|")
    for name, cost in costs.items():
        goal = f"≤ {GOAL}" if name == "ours" else ""
        print(f"| {name} | {cost - plain:.2f} | {(cost - plain) / rival:.2f} | {goal} |")


if __name__ == "__main__":
    main()
