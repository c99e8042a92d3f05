// A map from an enum to its texts, as generators write it.
// item `_$RoleEnumMap.values`: ["ADMIN", "USER"]
// item `_$RoleEnumMap`: cannot determine at 7:23

enum Role { admin, user }

const _$RoleEnumMap = {
  Role.admin: 'ADMIN',
  Role.user: 'USER',
};
