// An element that is a number.
// item `TYPES`: cannot determine at 4:21

const TYPES = ["a", 1] as const
