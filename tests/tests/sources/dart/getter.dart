class IntegrationTypeRegistry {
  static List<String> get supportedTypes => _types.toList();
  static const _types = {'xledger', 'dynamics', 'consio'};
}
