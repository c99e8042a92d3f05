const supportedTypes = ['xledger', 'dynamics];
