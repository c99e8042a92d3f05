// The keys of a map, by default and by name.
// item `names`: ["xledger", "dynamics"]
// item `names.keys`: ["xledger", "dynamics"]
// item `names.values`: ["Xledger AS", "Dynamics 365"]

const Map<String, String> names = {
  'xledger': 'Xledger AS',
  'dynamics': 'Dynamics 365',
};
