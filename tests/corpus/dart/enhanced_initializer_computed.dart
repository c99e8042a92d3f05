// The initializer computes the text.
// item `Kind`: cannot determine at 7:36

enum Kind {
  a('x'),
  b('y');
  const Kind(String text) : wire = 'k_$text';

  final String wire;
}
