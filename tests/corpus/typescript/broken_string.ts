// A string without an end.
// item `L`: invalid at 5:17
// syntax: broken

const L = ["a", "b]
