// An array within an object.
// item `limits.plans`: ["free", "pro"]

export const limits = {
  seats: 3,
  plans: ["free", "pro"],
  check() { return [] },
} as const
