// The elements of a constant, which are of the type that it was given.
// item `Given`: ["a", "b"]
// item `Kept`: ["a", "b"]
// item `Within`: ["a", "b"]
// item `Wide`: cannot determine at 21:20
// item `Annotated`: cannot determine at 23:18
// item `WIDE`: ["a", "b"]

type Letter = "a" | "b"

const GIVEN: readonly Letter[] = ["a"]
export type Given = (typeof GIVEN)[number]

const KEPT = ["a", "b"] as const satisfies readonly string[]
export type Kept = (typeof KEPT)[number]

const LISTS = { letters: ["a", "b"] } as const
export type Within = (typeof LISTS)["letters"][number]

export const WIDE = ["a", "b"]
export type Wide = (typeof WIDE)[number]

const ANNOTATED: string[] = ["a", "b"]
export type Annotated = (typeof ANNOTATED)[number]
