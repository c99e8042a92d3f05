// The file ends within an array.
// item `L`: invalid at 5:11
// syntax: broken

const L = ["a",
  "b"
