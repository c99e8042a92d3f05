// Two lists of one name; well-formed, but no compiler takes it.
// item `list`: invalid at 5:7

const list = ['a'];
const list = ['b'];
