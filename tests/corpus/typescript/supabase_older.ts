// An older generated file, without the constant.
// item `public.user_status`: ["ACTIVE", "INACTIVE"]

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
