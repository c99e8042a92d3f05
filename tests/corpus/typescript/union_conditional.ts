// A conditional type.
// item `If`: cannot determine at 5:11

type All = "a" | "b"
type If = All extends "a" ? "x" : "y"
