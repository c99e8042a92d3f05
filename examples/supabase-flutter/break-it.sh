#!/usr/bin/env bash
# Breaks each list in turn, in a copy, and shows what the compiler and the command say.
# Exits with an error if a break goes unnoticed, or is noticed for another reason.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$CARGO_TARGET_DIR/break-it"
copy=$(cd "$CARGO_TARGET_DIR/break-it" && pwd)/supabase-flutter
said=$copy.said
unnoticed=0

# The example as it is, in a workspace of its own.
restore() {
    rm -rf "$copy"
    cp -R "$here" "$copy"
    cp "$root/Cargo.lock" "$copy/backend/"
    edit "s|\.\./\.\./\.\./runtime|$root/runtime|" backend/Cargo.toml
    printf '\n[workspace]\n' >>"$copy/backend/Cargo.toml"
    cd "$copy"
}

# edit EXPRESSION FILE: `sed -i`, which is not the same everywhere.
edit() {
    sed "$1" "$copy/$2" >"$copy.edited"
    if cmp -s "$copy.edited" "$copy/$2"; then
        echo "nothing to edit in $2" >&2
        exit 2
    fi
    mv "$copy.edited" "$copy/$2"
}

compile() { cargo check --quiet --manifest-path "$copy/backend/Cargo.toml"; }

pg_enum() {
    cargo run --quiet --manifest-path "$root/Cargo.toml" --package cargo-pg-enum -- \
        check --manifest-path "$copy/backend/Cargo.toml"
}

# notices WHAT STATUS PHRASE COMMAND…: shows what COMMAND says, which must fail and say PHRASE.
notices() {
    local what=$1 status=$2 phrase=$3 got=0
    shift 3
    echo "-- $what"
    "$@" >"$said" 2>&1 || got=$?
    cat "$said"
    if [ "$got" -ne "$status" ]; then
        echo "!! $what: exit $got, where $status was expected"
        unnoticed=$((unnoticed + 1))
    elif ! grep -qF -- "$phrase" "$said"; then
        echo "!! $what does not say: $phrase"
        unnoticed=$((unnoticed + 1))
    fi
}

# in_step: nobody objects to the copy as it is.
in_step() {
    restore
    compile
    pg_enum
}

# broken TITLE PHRASE STATUS: the edits are made; now see who notices.
broken() {
    printf '\n== %s\n' "$1"
    notices 'cargo check' 101 "$2" compile
    notices 'cargo pg-enum check' "${3:-1}" "$2" pg_enum
    restore
}

migration() { cat >"$copy/supabase/migrations/$1"; }

in_step

migration 20240501000000_add_visma.sql <<'SQL'
alter type public.integration_type add value 'visma' after 'dynamics';
SQL
broken 'a label is added in SQL alone' \
    'label `visma` of `../supabase/migrations` has no variant'

edit "s/^    'consio',/    'konsio',/" app/lib/integration_type_registry.dart
broken 'a label is renamed in Dart' \
    'label `consio` is not in `IntegrationTypeRegistry.supportedTypes`'

edit '/^ *"cornerstone",$/d; /^ *| "cornerstone"$/d' web/database.types.ts
broken 'a label is removed in TypeScript' \
    'label `cornerstone` is not in `public.integration_type`'

edit 's/^    Bufdir,/&\n    Visma,/' backend/src/lib.rs
broken 'a variant is added in Rust' \
    "ALTER TYPE \"public\".\"integration_type\" ADD VALUE 'visma' AFTER 'bufdir';"

edit "s/'bufdir'/'bufdir' before 'xledger'/" supabase/migrations/20240402080000_add_bufdir.sql
broken 'a label stands elsewhere in SQL' \
    'label `bufdir` stands after `xledger` here, but before it in `../supabase/migrations`'

migration 20240501000000_add_from_settings.sql <<'SQL'
do $$
begin
  execute format(
    'alter type public.integration_type add value %L',
    current_setting('app.new_integration')
  );
end;
$$;
SQL
broken 'a migration adds what only the server knows' \
    'cannot determine' 2

rm -r app/lib
broken 'the Dart file is gone' \
    'cannot read' 2

in_step
if [ "$unnoticed" -gt 0 ]; then
    printf '\n%s not noticed as expected\n' "$unnoticed"
    exit 1
fi
printf '\nevery break was noticed, and the example itself is in step\n'
