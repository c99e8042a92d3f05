// A parameter in the header declares no field; one in the body takes its text.
// item `A`: ["x", "y"]
// item `B`: ["x", "y"]
// item `C`: ["a", "b"]
// item `C.wire`: not found
// item `D`: cannot determine at 28:50
// item `E`: ["x", "y"]

const wire = 'hidden';

enum A.of(String text) {
  a.of('x'), b.of('y');

  this : wire = text;
  final String wire;
}

enum B(String wire) {
  a('x'), b('y');

  final String text = wire;
}

enum C(String wire) {
  a('x'), b('y');
}

enum D(String w) { a('x'), b('y'); this : wire = w.trim(); final String wire; }

enum E {
  a('x'), b.other('y');

  const new(this.wire);
  const new other(this.wire);
  final String wire;
}
