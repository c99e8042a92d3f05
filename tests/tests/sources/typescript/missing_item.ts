export type Database = {
  public: {
    Enums: {
      integration_type: "xledger"
    }
  }
}

export const Constants = {
  public: {
    Enums: {
      integration_type: ["xledger"],
    },
  },
} as const
