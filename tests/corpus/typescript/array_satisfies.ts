// A constant array that satisfies a type.
// item `TYPES`: ["a", "b"]

type T = "a" | "b"
const TYPES = ["a", "b"] as const satisfies readonly T[]
