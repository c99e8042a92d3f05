// An arm that computes its text, one that builds it in, and a switch with a call behind it.
// item `Role.wire`: cannot determine at 11:23
// item `Role.code`: cannot determine at 16:23
// item `Role.text`: cannot determine at 20:14

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => name.toUpperCase(),
        Role.user => 'USER',
      };

  String get code => switch (this) {
        Role.admin => '${name}!',
        Role.user => 'USER',
      };

  String get text => switch (this) {
        Role.admin => 'ADMIN',
        Role.user => 'USER',
      }.toLowerCase();
}
