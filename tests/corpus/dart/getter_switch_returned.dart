// A block that returns a switch, and a method without parameters.
// item `Role.wire`: ["ADMIN", "USER"]
// item `Role.toJson`: ["admin!", "user"]

enum Role {
  admin,
  user;

  String get wire {
    return switch (this) {
      Role.admin => 'ADMIN',
      Role.user => 'USER',
    };
  }

  String toJson() => switch (this) {
        Role.admin => 'admin!',
        _ => name,
      };
}
