// The file ends within an enum.
// item `E`: invalid at 5:8
// syntax: broken

enum E {
  A = "a",
