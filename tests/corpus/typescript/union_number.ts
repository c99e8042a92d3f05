// A union with a number in it.
// item `Status`: cannot determine at 4:21

type Status = "a" | 1
