// Escapes of every kind.
// item `L`: ["a\n\tb", "A B", "😀", "$", "it's", "q\\", "ab", "\u0000"]

const L = ['a\n\tb', '\x41\u0020B', '\u{1F600}', '\$', 'it\'s', "q\\", 'a\
b', '\0']
