// The item is not there.
// item `Registry.suportedTypes`: not found
// item `Role.wire`: not found
// item `Registry`: not found

enum Role { admin }

class Registry {
  static const supportedTypes = ['a'];
}
