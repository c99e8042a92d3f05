// A type that is put together.
// item `Key`: cannot determine at 5:12

type Side = "left" | "right"
type Key = `margin-${Side}`
