// A set.
// item `Registry.supported`: ["xledger", "dynamics"]

class Registry {
  static const Set<String> supported = {'xledger', 'dynamics'};
}
