// The default is a constant of the enum.
// item `Kind`: ["nothing", "some"]

enum Kind {
  none(),
  some('some');

  const Kind([this.wire = _nothing]);

  static const String _nothing = 'nothing';

  final String wire;
}
