// Fails where dart_style would change a file: node format.mjs FILE…
import { readFileSync } from "node:fs";
import { format } from "@wasm-fmt/dart_fmt";

let changed = 0;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const formatted = format(text, file);
  if (formatted !== text) {
    const lines = formatted.split("\n");
    const at = text.split("\n").findIndex((line, index) => line !== lines[index]);
    console.error(`${file}:${at + 1}: dart_style writes: ${lines[at]}`);
    changed += 1;
  }
}
console.log(`${process.argv.length - 2} Dart files, ${changed} that dart_style would change`);
process.exit(changed === 0 ? 0 : 1);
