enum IntegrationType {
  xledger('xledger');

  const IntegrationType(this.dbValue);

  final String dbValue;
}
