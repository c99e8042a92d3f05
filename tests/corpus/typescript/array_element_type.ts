// A type made of an array.
// item `T`: ["a", "b"]
// item `U`: ["a", "b"]

const TYPES = ["a", "b"] as const
export type T = (typeof TYPES)[number]
export type U = typeof TYPES[number]
