// The text is what a switch says.
// item `Role.wire`: ["ADMIN", "USER"]
// item `Role`: ["admin", "user"]

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role.user => 'USER',
      };
}
