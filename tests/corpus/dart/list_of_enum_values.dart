// Elements that are values of an enum.
// item `some`: ["x", "z"]
// item `all`: ["x", "y", "z"]

enum Kind {
  a('x'),
  b('y'),
  c('z');

  const Kind(this.wire);
  final String wire;
}

const List<Kind> some = [Kind.a, Kind.c];
const all = Kind.values;
