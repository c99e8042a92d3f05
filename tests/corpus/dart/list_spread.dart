// A spread of another list.
// item `list`: cannot determine at 5:15

const base = ['a'];
const list = [...base, 'b'];
