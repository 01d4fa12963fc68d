package io.quell.lint.forms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The standards of controls: the part of a standard's ARN behind its last colon,
/// `standards/pci-dss/v/4.0.1`. The first CIS benchmark alone is a `ruleset`.
///
/// What is wrong is told of the standards that Security Hub has, by name. Others may come.
final class StandardSpeller implements Speller {
  private static final String CIS = "cis-aws-foundations-benchmark";
  private static final String RULESET = "ruleset/" + CIS;
  private static final String CIS_1_2 = RULESET + "/v/1.2.0";
  private static final List<String> LATER_CIS = List.of("1.4.0", "3.0.0", "5.0.0");
  private static final String FSBP = "aws-foundational-security-best-practices";
  private static final List<String> NAMES =
      List.of(
          FSBP,
          "aws-resource-tagging-standard",
          CIS,
          "nist-800-171",
          "nist-800-53",
          "pci-dss",
          "service-managed-aws-control-tower");
  private static final Map<String, String> SHORT =
      Map.of("fsbp", FSBP, "afsbp", FSBP, "cis", CIS, "pci", "pci-dss", "pcidss", "pci-dss");
  private static final Pattern ARN = Pattern.compile("arn:[^/]*:(?=[^:/]*/)");
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(?<kind>standards?|rulesets?|subscriptions?)/)?(?<name>[^/]+?)(?:/v/?(?<version>[0-9.]*)|/)?",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<Correction> correct(String text, Extent extent) {
    Matcher parts = PARTS.matcher(ARN.matcher(text).replaceFirst(""));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String named = parts.group("name").toLowerCase(Locale.ROOT);
    String name = SHORT.getOrDefault(named.replaceAll("[^a-z]", ""), named);
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    String version = parts.group("version");
    if (version == null || version.isEmpty()) {
      return withoutVersion(text, name, version != null, extent);
    }
    String right = "%s/v/%s".formatted("standards/" + name, version);
    if (text.startsWith(RULESET) && !LATER_CIS.contains(version)) {
      return Optional.empty();
    }
    boolean isFirstCis = name.equals(CIS) && version.equals("1.2.0");
    boolean isRight = text.equals(isFirstCis ? CIS_1_2 : right);
    boolean mayBeFirstCis =
        extent == Extent.BEGINNING && name.equals(CIS) && CIS_1_2.startsWith(text);
    return isRight || mayBeFirstCis
        ? Optional.empty()
        : Optional.of(Correction.to(isFirstCis ? CIS_1_2 : right));
  }

  private static Optional<Correction> withoutVersion(
      String text, String name, boolean isAtVersion, Extent extent) {
    String right = "standards/" + name;
    boolean isRight =
        extent == Extent.BEGINNING
            && ((right + "/v/").startsWith(text) || CIS_1_2.startsWith(text));
    if (isRight) {
      return Optional.empty();
    }
    return Optional.of(
        switch (extent) {
          case BEGINNING ->
              Correction.to(right + (isAtVersion ? "/v/" : text.endsWith("/") ? "/" : ""));
          case WHOLE ->
              Correction.of(
                  "a standard ends with its version: write '%s/v/…', or test how it begins, with '%s/v/'"
                      .formatted(right, right));
        });
  }
}
