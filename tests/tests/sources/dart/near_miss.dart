abstract final class IntegrationTypeRegistry {
  static const List<String> supportedTypes = <String>['xleger', 'dynamics', 'consio'];
}
