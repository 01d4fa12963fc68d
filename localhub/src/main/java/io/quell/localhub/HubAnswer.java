package io.quell.localhub;

import java.util.Map;

/// What the hub answers to a call.
///
/// @param status HTTP's status code, such as 200
/// @param headers by their names, one value each
/// @param body JSON text
public record HubAnswer(int status, Map<String, String> headers, String body) {}
