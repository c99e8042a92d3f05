// A string that takes in another.
// item `list`: cannot determine at 5:20

const prefix = 'p';
const list = ['a', '${prefix}_b'];
