export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: "13.0.5"
  }
  public: {
    Tables: {
      organization_integrations: {
        Row: {
          created_at: string
          enabled: boolean
          id: string
          integration_type: Database["public"]["Enums"]["integration_type"]
          organization_id: string
          settings: Json
        }
        Insert: {
          created_at?: string
          enabled?: boolean
          id?: string
          integration_type: Database["public"]["Enums"]["integration_type"]
          organization_id: string
          settings?: Json
        }
        Update: {
          created_at?: string
          enabled?: boolean
          id?: string
          integration_type?: Database["public"]["Enums"]["integration_type"]
          organization_id?: string
          settings?: Json
        }
        Relationships: [
          {
            foreignKeyName: "organization_integrations_organization_id_fkey"
            columns: ["organization_id"]
            isOneToOne: false
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      organization_members: {
        Row: {
          organization_id: string
          user_id: string
        }
        Insert: {
          organization_id: string
          user_id: string
        }
        Update: {
          organization_id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "organization_members_organization_id_fkey"
            columns: ["organization_id"]
            isOneToOne: false
            referencedRelation: "organizations"
            referencedColumns: ["id"]
          },
        ]
      }
      organizations: {
        Row: {
          created_at: string
          id: string
          name: string
        }
        Insert: {
          created_at?: string
          id?: string
          name: string
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      [_ in never]: never
    }
    Enums: {
      integration_type:
        | "xledger"
        | "dynamics"
        | "cornerstone"
        | "consio"
        | "bufdir"
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<Name extends keyof DefaultSchema["Tables"]> =
  DefaultSchema["Tables"][Name]["Row"]

export type Enums<Name extends keyof DefaultSchema["Enums"]> =
  DefaultSchema["Enums"][Name]

export const Constants = {
  public: {
    Enums: {
      integration_type: [
        "xledger",
        "dynamics",
        "cornerstone",
        "consio",
        "bufdir",
      ],
    },
  },
} as const
