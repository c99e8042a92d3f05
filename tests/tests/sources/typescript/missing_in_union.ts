export type IntegrationType =
  | 'xledger'
  | 'dynamics'
