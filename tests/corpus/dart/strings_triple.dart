// Multi-line strings, whose blank first line is left out.
// item `list`: ["one\ntwo", "it's \"so\"", "raw\\n"]

const list = [
  '''
one
two''',
  """it's "so\"""",
  r'''raw\n''',
];
