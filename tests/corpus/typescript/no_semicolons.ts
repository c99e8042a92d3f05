// Statements that end with their lines.
// item `L`: ["a", "b"]
// item `T`: ["a", "b"]

const x = [1,
  2]
const L = [
  'a',
  'b'
] as const
type T =
  'a' |
  'b'
function f() {}
class C { static x = 1 }
