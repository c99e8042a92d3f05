enum IntegrationType { xledger, dynamics, consio }

extension IntegrationTypeDb on IntegrationType {
  String get dbValue {
    switch (this) {
      case IntegrationType.xledger:
        return 'xledger';
      default:
        return 'dynamics';
    }
  }
}
