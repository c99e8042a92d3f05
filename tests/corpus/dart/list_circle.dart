// Constants that refer to each other.
// item `a`: cannot determine at 4:11

const a = b;
const b = a;
