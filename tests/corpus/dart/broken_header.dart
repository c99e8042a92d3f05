// A header whose bracket is never closed.
// syntax: broken
// item `P`: invalid at 5:7

enum P(final String json {
  a('x'), b('y');
}
