// An element that depends on a condition.
// item `list`: cannot determine at 5:20

const flag = true;
const list = ['a', flag ? 'b' : 'c'];
