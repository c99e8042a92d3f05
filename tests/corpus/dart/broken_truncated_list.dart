// The file ends within a list.
// item `list`: invalid at 5:14
// syntax: broken

const list = ['a',
  'b'
