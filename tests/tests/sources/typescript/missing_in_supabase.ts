export type Database = {
  public: {
    Enums: {
      integration_type: "xledger" | "dynamics"
    }
  }
}

export const Constants = {
  public: {
    Enums: {
      integration_type: ["xledger", "dynamics"],
    },
  },
} as const
