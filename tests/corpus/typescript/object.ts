// The keys and the values of an object.
// item `Plan.values`: ["monthly", "session_pack"]
// item `Plan.keys`: ["Monthly", "Pack"]
// item `Plan`: cannot determine at 8:21
// item `PlanValue`: ["monthly", "session_pack"]
// item `PlanKey`: ["Monthly", "Pack"]

export const Plan = {
  Monthly: "monthly",
  Pack: "session_pack",
} as const
export type PlanValue = (typeof Plan)[keyof typeof Plan]
export type PlanKey = keyof typeof Plan
