// A template without an end.
// item `L`: invalid at 5:12
// syntax: broken

const L = [`a]
