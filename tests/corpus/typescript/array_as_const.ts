// A constant array.
// item `TYPES`: ["xledger", "dynamics"]

export const TYPES = ["xledger", "dynamics"] as const
