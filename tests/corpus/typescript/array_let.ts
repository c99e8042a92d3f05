// An array that can be assigned anew.
// item `TYPES`: cannot determine at 4:5

let TYPES = ["a"]
