// A list that can be assigned anew.
// item `list`: cannot determine at 4:14

List<String> list = ['a', 'b'];
