// The type is put together from others; the constant counts.
// item `public.mood`: ["sad", "ok"]

export type Database = MergeDeep<Generated, { public: { Enums: { mood: "x" } } }>

export const Constants = {
  graphql_public: {
    Enums: {},
  },
  public: {
    Enums: {
      mood: ["sad", "ok"],
      user_status: ["ACTIVE", "INACTIVE"],
    },
  },
} as const
