// Arrays with a type of their own.
// item `A`: ["a"]
// item `B`: ["b"]
// item `C`: ["c"]

const A: readonly string[] = ["a"]
const B: ReadonlyArray<"b" | "x"> = ["b"], C: Array<Record<string, never> | string> = ["c"]
