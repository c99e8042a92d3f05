// The text is what a map has for the value.
// item `Role.wire`: ["ADMIN", "USER"]
// item `Role.code`: ["a", "user"]
// item `Role.text`: ["x", "y"]

enum Role {
  admin,
  user;

  static const _wires = <Role, String>{
    Role.admin: 'ADMIN',
    Role.user: 'USER',
  };

  String get wire => _wires[this]!;
  String get code => _codes[this] ?? name;
}

const _codes = {Role.admin: 'a'};

extension RoleText on Role {
  static final Map<Role, String> texts = {Role.user: 'y', Role.admin: 'x'};

  String get text {
    return texts[this]!;
  }
}
