// A type and a constant of one name.
// item `Mood`: ["sad", "ok"]

export const Mood = ["sad", "ok"] as const
export type Mood = (typeof Mood)[number]
