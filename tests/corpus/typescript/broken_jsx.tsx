// An element without an end.
// item `L`: invalid at 5:11
// syntax: broken

const x = <div>{"y"}
const L = ["a"]
