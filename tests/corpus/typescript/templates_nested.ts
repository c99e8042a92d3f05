// Templates in templates.
// item `L`: ["a"]

const t = `${[1].map((x) => `<${x}>`.replace(/'/g, "}"))} it's`
const L = ["a"] as const
