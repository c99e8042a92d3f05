// A union of one.
// item `Status`: ["only"]

type Status = "only"
