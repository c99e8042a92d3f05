// A bracket of another kind.
// item `L`: invalid at 5:15
// syntax: broken

const L = ["a"}
