// An array by another name.
// item `TYPES`: ["a"]

const BASE = ["a"] as const
export const TYPES = BASE
