// An arm without a text.
// syntax: broken
// item `Role.wire`: invalid at 10:19

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin,
        Role.user => 'USER',
      };
}
