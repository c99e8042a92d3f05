// Elements that are constants of the file.
// item `TYPES`: ["a", "b", "c", "d"]

const A = "a"
const O = { b: "b", "c-d": "c" } as const
enum E { D = "d" }
const TYPES = [A, O.b, O["c-d"], E.D] as const
