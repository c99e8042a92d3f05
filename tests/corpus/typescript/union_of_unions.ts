// A union of other unions, which share a member.
// item `All`: ["a", "b", "c"]

type One = "a" | "b"
type Two = "b" | "c"
type All = One | Two
