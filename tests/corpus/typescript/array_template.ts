// An element that takes in a value.
// item `TYPES`: cannot determine at 5:21

const x = "x"
const TYPES = ["a", `b_${x}`] as const
