// A map that has no text for a value, one from another file, one that is made.
// item `Role.wire`: cannot determine at 12:14
// item `Role.json`: cannot determine at 13:22
// item `Role.made`: cannot determine at 16:26

part 'role.g.dart';

enum Role {
  admin,
  user;

  String get wire => _wires[this]!;
  String get json => _$RoleEnumMap[this]!;
  String get made => _made[this]!;

  static final _made = { for (final role in Role.values) role: role.name };
}

const _wires = {Role.admin: 'ADMIN'};
