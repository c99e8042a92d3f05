// A value leaves its argument to the default.
// item `Kind`: ["none", "some"]

enum Kind {
  none,
  some(wire: 'some');

  const Kind({this.wire = 'none'});

  final String wire;
}
