enum IntegrationType {
  xledger,
  dynamics,
  consio;

  String get dbValue => switch (this) {
        IntegrationType.xledger => 'xledger',
        IntegrationType.dynamics when isLegacy => 'msdyn',
        _ => name,
      };
}
