// A const enum, one of whose names is quoted.
// item `Status`: ["a", "b"]

export const enum Status { A = "a", "B-C" = "b" }
