enum IntegrationType {
  xledger,
  dynamics,
  consio;

  String get dbValue => name.toLowerCase();
}
