// An element from elsewhere.
// item `list`: cannot determine at 6:20

import 'names.dart' as names;

const list = ['a', names.b];
