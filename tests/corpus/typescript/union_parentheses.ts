// A union in parentheses.
// item `Status`: ["a", "b", "c"]

type Status = ("a" | ("b")) | "c";
