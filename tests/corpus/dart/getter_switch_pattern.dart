// What only a type tells, and a statement that is more than a return.
// item `Role.wire`: cannot determine at 11:9
// item `Role.code`: cannot determine at 14:14

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role() => 'USER',
      };

  String get code {
    var code = '';
    switch (this) {
      case Role.admin:
        code = 'ADMIN';
      case Role.user:
        code = 'USER';
    }
    return code;
  }

  String get other => '';
}
