// A type that is computed.
// item `Rest`: cannot determine at 5:13

type All = "a" | "b"
type Rest = Exclude<All, "a">
