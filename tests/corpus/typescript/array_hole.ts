// A hole.
// item `TYPES`: cannot determine at 4:21

const TYPES = ["a", , "b"]
