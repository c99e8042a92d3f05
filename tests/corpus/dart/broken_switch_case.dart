// A case without a colon.
// syntax: broken
// item `Role.wire`: invalid at 14:5

enum Role {
  admin,
  user;

  String get wire {
    switch (this) {
      case Role.user:
        return 'USER';
      case Role.admin return 'ADMIN';
    }
  }
}
