// The text is what a getter says.
// item `Role.wire`: cannot determine at 8:14

enum Role {
  admin,
  user;

  String get wire => name.toUpperCase();
}
