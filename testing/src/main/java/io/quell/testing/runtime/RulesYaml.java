package io.quell.testing.runtime;

/// Files of rules with one rule for log buckets, in a test's own words.
public final class RulesYaml {
  private RulesYaml() {}

  /// A rule that suppresses S3.5.
  public static String suppressing(String id) {
    return rule(id, "workflow-status: SUPPRESSED");
  }

  /// A rule about S3.5.
  public static String rule(String id, String decision) {
    return """
    rules:
      - id: %s
        title: Log buckets are read by one service
        reason: It does not speak plain HTTP.
        owner: platform-security
        when:
          control: S3.5
        unless:
          severity: CRITICAL
        then:
          %s
    """
        .formatted(id, decision);
  }
}
