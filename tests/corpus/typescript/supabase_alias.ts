// An alias of a generated enum.
// item `Mood`: ["sad", "ok"]
// item `MoodOfConstants`: ["sad", "ok"]

export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  __InternalSupabase: {
    PostgrestVersion: "13.0.5"
  }
  public: {
    Tables: {
      users: {
        Row: {
          id: string
          status: Database["public"]["Enums"]["user_status"] | null
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Enums: {
      mood: "sad" | "ok"
      user_status:
        | "ACTIVE"
        | "INACTIVE"
    }
  }
}

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

export type Mood = Database["public"]["Enums"]["mood"]
export type MoodOfConstants = (typeof Constants)["public"]["Enums"]["mood"][number]
