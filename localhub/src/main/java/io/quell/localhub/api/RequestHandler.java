package io.quell.localhub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the hub does for one operation of the API.
public interface RequestHandler {
  /// Which operation this is.
  HubOperation operation();

  /// Answers a request's body with a response's.
  ///
  /// @throws ServiceException to refuse the call
  ObjectNode answer(ObjectNode request, Caller caller);
}
