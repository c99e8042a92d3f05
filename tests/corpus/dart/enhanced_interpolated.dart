// An argument takes in a value.
// item `Role`: cannot determine at 6:9

const prefix = 'r';
enum Role {
  admin('$prefix.admin');

  const Role(this.wire);
  final String wire;
}
