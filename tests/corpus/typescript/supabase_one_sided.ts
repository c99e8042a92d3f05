// Only the constant has the enum.
// item `public.extra`: invalid at 45:14

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
      extra: ["x"],
      mood: ["sad", "ok"],
      user_status: ["ACTIVE", "INACTIVE"],
    },
  },
} as const
