// Lists at the top level: const, final, and typed.
// item `a`: ["x", "y"]
// item `b`: ["x", "y"]
// item `c`: ["x", "y"]

const a = ['x', 'y'];
final List<String> b = const ['x', 'y'];
const c = <String>[
  'x', // one
  'y', /* two */
];
