// Patterns that leave out the enum's name.
// item `Role.wire`: ["ADMIN", "USER"]
// item `Role.code`: ["a", "u"]

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        .admin => 'ADMIN',
        .user => 'USER',
      };

  String get code => switch (this) {
        admin => 'a',
        user => 'u',
      };
}
