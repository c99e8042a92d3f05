// A frozen array.
// item `TYPES`: ["a", "b"]

const TYPES = Object.freeze(["a", "b"] as const)
