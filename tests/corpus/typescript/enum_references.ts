// Members that refer to other members and constants.
// item `Status`: ["a", "b"]

const b = "b"
enum Other { A = "a" }
enum Status { A = Other.A, B = b }
