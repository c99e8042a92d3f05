const supportedTypes = <String>['xledger', 'dynamics';
