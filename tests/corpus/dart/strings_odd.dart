// Labels with every odd character.
// item `list`: ["", " ", "a b", "ÆØÅ", "漢字", "\"", "//", "/*", "a;b", "{", "🇳🇴"]

const list = ['', ' ', 'a b', 'ÆØÅ', '漢字', '"', '//', '/*', 'a;b', '{', '🇳🇴'];
