// A switch whose bracket is never closed.
// syntax: broken
// item `Role.wire`: invalid at 5:11

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role.user => 'USER';
}
