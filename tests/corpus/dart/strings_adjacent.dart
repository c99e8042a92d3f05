// Adjacent strings are one.
// item `list`: ["abc", "de"]

const list = ['a' "b" r'c', 'd'
    'e'];
