enum IntegrationType {
  xledger('xledger'),
  dynamics('msdyn');

  const IntegrationType(this.dbValue);

  final String dbValue;
}
