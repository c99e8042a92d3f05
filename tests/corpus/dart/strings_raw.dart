// Raw strings keep their backslashes.
// item `list`: ["a\\nb", "$x"]

const list = [r'a\nb', r"$x"];
