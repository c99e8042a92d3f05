// A label stands twice.
// item `TYPES`: invalid at 4:26

const TYPES = ["a", "b", "a"] as const
