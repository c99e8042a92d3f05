// Two escapes make one character.
// item `list`: ["😀"]

const list = ['\uD83D\uDE00'];
