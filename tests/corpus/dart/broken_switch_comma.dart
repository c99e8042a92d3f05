// A missing comma between two arms.
// syntax: broken
// item `Role.wire`: invalid at 11:9

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN'
        Role.user => 'USER',
      };
}
