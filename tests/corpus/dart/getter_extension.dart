// The text is what an extension says.
// item `Role.wire`: ["ADMIN", "USER"]
// item `Role.code`: ["a", "u"]
// item `Level.wire`: ["LOW", "HIGH"]
// item `Role`: ["admin", "user"]

enum Role { admin, user }

enum Level { low, high }

extension RoleWire on Role {
  String get wire => switch (this) {
        Role.admin => 'ADMIN',
        Role.user => 'USER',
      };
}

extension on Role {
  String get code {
    switch (this) {
      case Role.admin:
        return 'a';
      case Role.user:
        return 'u';
    }
  }
}

extension on Level {
  String get wire => switch (this) {
        Level.low => 'LOW',
        Level.high => 'HIGH',
      };
}
