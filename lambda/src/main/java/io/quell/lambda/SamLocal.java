package io.quell.lambda;

import java.util.Map;

/// Whether the function runs in SAM's container on somebody's machine, where the template's
/// references have no values and nothing is deployed in AppConfig.
final class SamLocal {
  /// The variable that SAM sets (AWS SAM CLI, environment variables of `sam local invoke`).
  private static final String VARIABLE = "AWS_SAM_LOCAL";

  private SamLocal() {}

  static boolean is(Map<String, String> environment) {
    return Boolean.parseBoolean(environment.getOrDefault(VARIABLE, ""));
  }
}
