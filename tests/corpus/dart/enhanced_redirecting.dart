// A constructor that hands on to another.
// item `Kind`: cannot determine at 6:3
// item `Kind.name`: ["a"]

enum Kind {
  a('x');

  const Kind(String text) : this._(text);
  const Kind._(this.wire);

  final String wire;
}
