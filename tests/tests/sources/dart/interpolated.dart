const prefix = 'x';

abstract final class IntegrationTypeRegistry {
  static const List<String> supportedTypes = <String>['${prefix}ledger'];
}
