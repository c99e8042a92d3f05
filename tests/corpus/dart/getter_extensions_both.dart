// Two extensions say it.
// item `Role.wire`: cannot determine at 11:14

enum Role { admin, user }

extension RoleWire on Role {
  String get wire => name;
}

extension RoleCode on Role {
  String get wire => switch (this) {
        Role.admin => 'a',
        Role.user => 'u',
      };
}
