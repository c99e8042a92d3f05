// A comment without an end.
// item `list`: invalid at 5:1
// syntax: broken

/* /* */
const list = ['a'];
