// A member is missing after a bar.
// item `T`: invalid at 6:1
// syntax: broken

type T = "a" |
