// The file ends within an enum.
// item `Role`: invalid at 5:11
// syntax: broken

enum Role {
  admin,
  us
