// Elements that a loop makes.
// item `list`: cannot determine at 4:15

final list = [for (var i = 0; i < 3; i++) 'a$i'];
