export enum IntegrationType {
  Xledger,
  Dynamics,
}
