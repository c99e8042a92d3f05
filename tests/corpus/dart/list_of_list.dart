// A list by another name.
// item `supported`: ["a", "b"]

const _base = ['a', 'b'];
const supported = _base;
