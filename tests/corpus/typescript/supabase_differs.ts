// The type and the constant differ.
// item `public.mood`: invalid at 46:13
// item `public.user_status`: ["ACTIVE", "INACTIVE"]

export type Json0 =
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
      mood: ["sad", "ok", "fine"],
      user_status: ["ACTIVE", "INACTIVE"],
    },
  },
} as const
