// The field is declared in the enum's header.
// item `P`: ["x", "y"]
// item `P.json`: ["x", "y"]
// item `P.name`: ["a", "b"]
// item `Q`: ["w1", "w2"]
// item `R.title`: ["X", "Y"]
// item `R`: cannot determine at 18:6

enum P(final String? json) {
  a('x'), b('y');
}

enum const Q({required final String wire, final int rank = 0}) implements Ranked {
  a(wire: 'w1', rank: 1),
  b(wire: 'w2');
}

enum R(final String wire, final String title) {
  a('x', 'X'),
  b('y', 'Y');

  static const fallback = a;
}
