// An argument with commas of its own stands before the text.
// item `Role`: ["ADMIN", "USER"]

enum Role {
  admin(<String, int>{'a': 1, 'b': 2}, 'ADMIN'),
  user({}, 'USER');

  const Role(this.rights, this.wire);

  final Map<String, int> rights;
  final String wire;
}
