// An enum whose names are the labels.
// item `UserRole`: ["admin", "user", "guest"]

enum UserRole { admin, user, guest }
