// A union on several lines, with a bar before each and comments between.
// item `Status`: ["a", "b", "c"]

type Status =
  | 'a' // first
  /* | 'no' */
  | 'b'
  | `c`
type Other = 'x'
