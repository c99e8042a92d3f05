// A value that has no text.
// item `Role.wire`: cannot determine at 10:14
// item `Role.code`: cannot determine at 17:7
// item `Role.text`: cannot determine at 22:9

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
      };

  String get code {
    switch (this) {
      case Role.admin: return 'ADMIN';
      default: throw StateError(name);
    }
  }

  String? get text => switch (this) {
        Role.admin => null,
        Role.user => 'USER',
      };
}
