export enum IntegrationType {
  Xledger = 'xledger',
  Dynamics = 'dynamics',
}
