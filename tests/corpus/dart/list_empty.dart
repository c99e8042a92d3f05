// A list without elements.
// item `none`: []

const List<String> none = [];
