// A spread of another array.
// item `TYPES`: cannot determine at 5:16

const BASE = ["a"] as const
const TYPES = [...BASE, "b"] as const
