// A label stands twice.
// item `list`: invalid at 4:25

const list = ['a', 'b', 'a'];
