package io.quell.importers.prowler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prowler's mutelist, written down again from its documentation and its behaviour: whether a
/// finding is muted. And what such a finding looks like in Security Hub.
final class Prowler {
  /// A finding as Prowler has it.
  ///
  /// @param resource what Prowler calls the resource's id, which is its name
  /// @param arn the resource's ARN
  record Finding(
      String account,
      String check,
      String region,
      String resource,
      String arn,
      Map<String, String> tags) {
    /// The finding in ASFF, as Prowler sends it.
    Map<String, @Nullable Object> asff() {
      Map<String, Object> details =
          new LinkedHashMap<>(
              Map.of("Type", "Other", "Id", arn, "Partition", "aws", "Region", region));
      if (!tags.isEmpty()) {
        details.put("Tags", tags);
      }
      Map<String, @Nullable Object> finding = new LinkedHashMap<>();
      finding.put("SchemaVersion", "2018-10-08");
      finding.put("Id", "prowler-%s-%s-%s-%08x".formatted(check, account, region, arn.hashCode()));
      finding.put(
          "ProductArn", "arn:aws:securityhub:%s::product/prowler/prowler".formatted(region));
      finding.put(
          "ProductFields",
          Map.of(
              "ProviderName", "Prowler", "ProviderVersion", "5.0.0", "ProwlerResourceName", arn));
      finding.put("GeneratorId", "prowler-" + check);
      finding.put("AwsAccountId", account);
      finding.put("Types", List.of("Software and Configuration Checks"));
      finding.put("CreatedAt", "2026-05-30T00:00:00Z");
      finding.put("Severity", Map.of("Label", "HIGH"));
      finding.put("Title", "A check");
      finding.put("Resources", List.of(details));
      finding.put("Compliance", Map.of("Status", "FAILED"));
      return finding;
    }
  }

  private final Map<?, ?> accounts;

  Prowler(Map<?, ?> mutelist) {
    this.accounts = (Map<?, ?>) Objects.requireNonNull(mutelist.get("Accounts"));
  }

  boolean isMuted(Finding finding) {
    return accounts.entrySet().stream()
        .anyMatch(
            account ->
                List.of("*", finding.account()).contains(account.getKey().toString())
                    && isMuted(
                        (Map<?, ?>)
                            Objects.requireNonNull(((Map<?, ?>) account.getValue()).get("Checks")),
                        finding));
  }

  private static boolean isMuted(Map<?, ?> checks, Finding finding) {
    boolean isMuted = false;
    for (Map.Entry<?, ?> check : checks.entrySet()) {
      String named = check.getKey().toString().replaceFirst("^lambda", "awslambda");
      Map<?, ?> entry = (Map<?, ?>) check.getValue();
      boolean matches = named.equals("*") || any(List.of(named), finding.check());
      if (matches && isExcepted(entry.get("Exceptions"), finding)) {
        break; // and what comes after it is not looked at
      }
      if (matches
          && any(list(entry.get("Regions")), finding.region())
          && any(list(entry.get("Resources")), finding.resource())
          && all(list(entry.get("Tags")), tags(finding))) {
        isMuted = true;
      }
    }
    return isMuted;
  }

  private static boolean isExcepted(@Nullable Object exceptions, Finding finding) {
    if (!(exceptions instanceof Map<?, ?> members)) {
      return false;
    }
    List<?> accounts = list(members.get("Accounts"));
    List<?> regions = list(members.get("Regions"));
    List<?> resources = list(members.get("Resources"));
    List<?> tags = list(members.get("Tags"));
    boolean account = any(accounts, finding.account());
    boolean region = any(regions, finding.region());
    boolean resource = any(resources, finding.resource());
    boolean tag = !tags.isEmpty() && all(tags, tags(finding));
    return (account || region || resource || tag)
        && (account || accounts.isEmpty())
        && (region || regions.isEmpty())
        && (resource || resources.isEmpty())
        && (tag || tags.isEmpty());
  }

  private static String tags(Finding finding) {
    return finding.tags().entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(" | "));
  }

  private static boolean any(List<?> items, String text) {
    return items.stream().anyMatch(item -> isFound(item.toString(), text));
  }

  private static boolean all(List<?> items, String text) {
    return items.stream().allMatch(item -> isFound(item.toString(), text));
  }

  private static boolean isFound(String item, String text) {
    return Pattern.compile(item.startsWith("*") ? ".*" + item.substring(1) : item)
        .matcher(text)
        .find();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> elements ? elements : List.of();
  }
}
