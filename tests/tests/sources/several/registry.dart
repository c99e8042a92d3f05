abstract final class IntegrationTypeRegistry {
  static const List<String> supportedTypes = <String>['xledger', 'dynamics'];
}
