// Escapes of every kind.
// item `list`: ["a\n\tb", "A B", "😀", "$", "it's", "q\\"]

const list = ['a\n\tb', '\x41\u0020B', '\u{1F600}', '\$', 'it\'s', "q\\"];
