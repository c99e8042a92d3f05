// An array without elements.
// item `NONE`: []

const NONE = [] as const
