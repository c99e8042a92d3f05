// Comments in comments, with brackets and quotes in them.
// item `list`: ["a", "b"]

/* outer /* inner ' } */ still ] */
/// const list = ['no'];
const list = [ // ['no']
  'a', /* 'no', /* 'no' */ */ 'b',
];
