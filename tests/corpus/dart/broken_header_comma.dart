// A header with a missing comma.
// syntax: broken
// item `P`: invalid at 5:26

enum P(final String json final int rank) {
  a('x', 1);
}
