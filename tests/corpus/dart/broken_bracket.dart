// A bracket of another kind.
// item `list`: invalid at 5:18
// syntax: broken

const list = ['a'};
