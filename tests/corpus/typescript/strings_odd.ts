// Labels with every odd character.
// item `L`: ["", " ", "a b", "ÆØÅ", "漢字", "\"", "//", "/*", "a;b", "{", "${x}", "🇳🇴"]

const L = ['', ' ', 'a b', 'ÆØÅ', '漢字', '"', '//', '/*', 'a;b', '{', '${x}', '🇳🇴'] as const
