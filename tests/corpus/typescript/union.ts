// A union of literals.
// item `Status`: ["ACTIVE", "INACTIVE"]

export type Status = "ACTIVE" | "INACTIVE"
