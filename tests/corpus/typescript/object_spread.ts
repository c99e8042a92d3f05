// An object that takes in another.
// item `O.values`: cannot determine at 5:13

const base = { A: "a" } as const
const O = { ...base, B: "b" } as const
