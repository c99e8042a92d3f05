// A member that is computed.
// item `Status`: cannot determine at 4:19

enum Status { A = "a" + "b" }
