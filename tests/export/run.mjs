// Runs compiled modules against the labels that they were made of: node run.mjs FOLDER…
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

for (const folder of process.argv.slice(2)) {
  const labels = JSON.parse(readFileSync(join(folder, "labels.json"), "utf8"));
  const module = await import(resolve(folder, "kind.js"));
  assert.deepEqual(module.kindLabels, labels);
  for (const label of labels) {
    assert(module.isKind(label), JSON.stringify(label));
  }
  for (const other of ["no label", "toString", "0", 0, null, undefined, labels]) {
    assert(!module.isKind(other), JSON.stringify(other));
  }
}
console.log(`${process.argv.length - 2} modules run`);
