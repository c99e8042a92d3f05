// A getter that calls a field, a name or another getter something else.
// item `Role.wire`: ["ADMIN", "USER"]
// item `Role.text`: ["admin", "user"]
// item `Role.again`: ["ADMIN", "USER"]
// item `Role.circle`: cannot determine at 17:24

enum Role {
  admin('ADMIN'),
  user('USER');

  const Role(this.value);
  final String value;

  String get wire => value;
  String get text => this.name;
  String get again { return wire; }
  String get circle => around;
  String get around => circle;
}
