// A comma is missing between values.
// item `Role`: invalid at 7:3
// syntax: broken

enum Role {
  admin
  user
}
