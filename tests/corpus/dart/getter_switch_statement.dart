// The text is what a switch statement returns.
// item `Role.wire`: ["ADMIN", "OWNER", "USER"]
// item `Role.code`: ["a", "o", "u"]

enum Role {
  admin,
  owner,
  user;

  String get wire {
    switch (this) {
      case Role.admin:
        return 'ADMIN';
      case Role.owner:
        return 'OWNER';
      case Role.user:
        return 'USER';
    }
  }

  String get code {
    switch (this) {
      case admin:
        return 'a';
      case user:
        {
          return 'u';
        }
      default:
        return 'o';
    }
  }
}
