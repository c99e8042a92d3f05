// Values that are made by different constructors.
// item `Kind`: ["plain", "of", "fixed"]

enum Kind {
  a('plain'),
  b.of(1, 'of'),
  c.fixed();

  const Kind(this.wire);
  const Kind.of(int weight, this.wire);
  const Kind.fixed() : wire = 'fixed';

  final String wire;
}
