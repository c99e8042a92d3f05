// A union with `string` in it.
// item `Status`: cannot determine at 4:21

type Status = "a" | string
