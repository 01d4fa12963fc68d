package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One operation of the API: where it lives and what it answers.
interface Operation {
  /// The operation's name, such as `GetFindings`.
  String name();

  /// The HTTP method, such as `POST`.
  String method();

  /// The HTTP path, such as `/findings`.
  String path();

  /// Answers a request's body with a response's. Throws [ServiceException] to refuse the call.
  ObjectNode answer(ObjectNode request);
}
