// A list that a call makes.
// item `list`: cannot determine at 6:14
// item `texts`: cannot determine at 7:15

enum Kind { a, b }
final list = List<String>.unmodifiable(['a', 'b']);
final texts = Kind.values.map((kind) => kind.name).toList();
