enum IntegrationType {
  xledger,
  dynamics,
  consio;

  String get dbValue => switch (this) {
        IntegrationType.xledger => 'xledger',
        IntegrationType.dynamics => 'msdyn',
        _ => name,
      };
}
