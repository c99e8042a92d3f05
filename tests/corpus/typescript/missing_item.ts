// The item is not there.
// item `MOOD`: not found
// item `public.mood`: not found
// item `Mood.x`: not found

export const MOODS = ["sad"] as const
export type Mood = (typeof MOODS)[number]
