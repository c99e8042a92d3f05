// A comma is missing between elements.
// item `list`: invalid at 6:19
// syntax: broken

const b = 'b';
const list = ['a' b];
