// A type with parameters.
// item `Box`: cannot determine at 4:6

type Box<T> = "a" | T
