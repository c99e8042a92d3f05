// Arguments that are constants of the file.
// item `Role`: ["ADMIN", "USER", "GUEST"]

const kAdmin = 'ADMIN';

abstract final class Wire {
  static const user = 'USER';
}

enum Role {
  admin(kAdmin),
  user(Wire.user),
  guest(_guest);

  const Role(this.wire);

  static const _guest = 'GUEST';
  final String wire;
}
