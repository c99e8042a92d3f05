// An element that is there on a condition.
// item `list`: cannot determine at 5:20

const flag = bool.fromEnvironment('flag');
const list = ['a', if (flag) 'b'];
