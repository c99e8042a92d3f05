// Two values with one text.
// item `Role`: invalid at 7:3

enum Role {
  admin('x'),
  owner('y'),
  user('x');

  const Role(this.wire);
  final String wire;
}
