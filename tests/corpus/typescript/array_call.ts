// Arrays that a call makes.
// item `A`: cannot determine at 6:11
// item `B`: cannot determine at 7:11
// item `C`: cannot determine at 8:11

const A = ["a"].concat("b")
const B = new Set(["a"])
const C = z.enum(["a", "b"])
