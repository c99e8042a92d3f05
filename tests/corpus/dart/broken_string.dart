// A string without an end.
// item `list`: invalid at 5:20
// syntax: broken

const list = ['a', 'b];
