// A comma is missing between elements.
// item `L`: invalid at 5:16
// syntax: broken

const L = ["a" "b"]
