// A semicolon is missing at the end.
// item `list`: invalid at 6:1
// syntax: broken

const list = ['a']
