// Two values of an arm have one text; as two of its names they are one label.
// item `Role.wire`: invalid at 14:23
// item `Role.code`: invalid at 23:12
// item `Role.rest`: invalid at 32:9

enum Role {
  admin,
  owner,
  user,
  guest;

  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role.owner || Role.user => 'USER',
        Role.guest => 'GUEST',
      };

  String get code {
    switch (this) {
      case Role.admin:
        return 'ADMIN';
      case Role.owner:
      case Role.user:
        return 'USER';
      default:
        return 'GUEST';
    }
  }

  String get rest => switch (this) {
        Role.admin => 'ADMIN',
        _ => 'USER',
      };
}
