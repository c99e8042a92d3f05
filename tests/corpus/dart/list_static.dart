// A static list in a class, typed twice.
// item `Registry.supportedTypes`: ["xledger", "dynamics"]

class Registry {
  const Registry._();

  static const List<String> supportedTypes = <String>['xledger', 'dynamics'];
}
