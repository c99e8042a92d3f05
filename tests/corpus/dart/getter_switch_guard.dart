// Only running it tells what an arm with a guard gives.
// item `Role.wire`: cannot determine at 9:20

enum Role {
  admin,
  user;

  String get wire => switch (this) {
        Role.admin when isDebug => 'ROOT',
        Role.admin => 'ADMIN',
        Role.user => 'USER',
      };
}

const isDebug = bool.fromEnvironment('debug');
