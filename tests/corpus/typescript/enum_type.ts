// A type that is an enum, or some of its members.
// item `All`: ["a", "b", "c"]
// item `Some`: ["a", "c"]

enum Status { A = "a", B = "b", C = "c" }
type All = Status
type Some = Status.A | Status.C
