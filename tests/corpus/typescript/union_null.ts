// A union with `null` in it.
// item `Status`: cannot determine at 4:21

type Status = "a" | null
