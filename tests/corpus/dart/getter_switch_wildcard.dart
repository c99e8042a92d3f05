// What matches anything is for the one value that is left.
// item `Role.wire`: ["ADMIN", "OWNER", "USER"]
// item `Role.code`: ["a", "o", "user"]

enum Role {
  admin,
  owner,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role.user => 'USER',
        _ => 'OWNER',
      };

  String get code => switch (this) {
        Role.admin => 'a',
        (Role.owner) => 'o',
        _ => name,
      };
}
