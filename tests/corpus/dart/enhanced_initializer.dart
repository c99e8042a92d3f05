// The field is set in the initializer list.
// item `Kind`: ["x", "y"]

enum Kind {
  a('x'),
  b('y');

  const Kind(String text) : wire = text;

  final String wire;
}
