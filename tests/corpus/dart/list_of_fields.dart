// Elements that are fields of an enum.
// item `texts`: ["x", "b"]

enum Kind {
  a('x'),
  b('y');

  const Kind(this.wire);
  final String wire;
}

final texts = [Kind.a.wire, Kind.b.name];
