// Enums of several schemas, one name quoted.
// item `billing.plan`: ["free", "pro"]
// item `public.user-kind`: ["a"]

export const Constants = {
  billing: { Enums: { plan: ["free", "pro"] } },
  public: { Enums: { plan: ["other"], "user-kind": ["a"] } },
} as const
