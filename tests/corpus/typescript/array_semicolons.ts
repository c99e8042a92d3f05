// A constant array, with every comma and semicolon.
// item `TYPES`: ["a", "b"]

export const TYPES = ['a', 'b',] as const;
export const OTHER = ['c'] as const;
