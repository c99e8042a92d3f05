// The wire value is a named argument.
// item `UserRole`: ["ADMIN", "USER"]

enum UserRole {
  admin(dbValue: 'ADMIN'),
  user(dbValue: 'USER');

  const UserRole({required this.dbValue});

  final String dbValue;
}
