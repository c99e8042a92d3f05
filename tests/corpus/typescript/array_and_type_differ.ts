// A type and a constant of one name that differ.
// item `Mood`: invalid at 4:8

export const Mood = ["sad", "ok"] as const
export type Mood = "sad" | "fine"
