// Regular expressions with quotes and brackets in them.
// item `L`: ["a"]

const a = /["'{(]/g, b = 4 / 2 / 1, c = "s".replace(/\/[/"]/, "'")
if (a) /}'/.test("y")
function f(x: number) { return /[`]/ }
const L = ["a"] as const
