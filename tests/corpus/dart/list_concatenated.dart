// An element that is put together with an operator.
// item `list`: cannot determine at 4:15

const list = ['a' + 'b'];
