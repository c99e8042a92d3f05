// Two commas without an element between them.
// item `list`: invalid at 5:19
// syntax: broken

const list = ['a',, 'b'];
