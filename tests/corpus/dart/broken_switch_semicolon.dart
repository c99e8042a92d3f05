// A switch that no `;` ends.
// syntax: broken
// item `Role.wire`: invalid at 13:1

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role.user => 'USER',
      }
}
