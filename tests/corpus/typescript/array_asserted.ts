// The old way to assert.
// item `TYPES`: ["a", "b"]

const TYPES = <const>["a", "b"]
