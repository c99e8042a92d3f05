// Elements that name constants.
// item `Types.all`: ["xledger", "dynamics", "consio"]

const kConsio = 'consio';

class Types {
  static const xledger = 'xledger';
  static const dynamics = 'dynamics';
  static const List<String> all = [xledger, Types.dynamics, kConsio];
}
