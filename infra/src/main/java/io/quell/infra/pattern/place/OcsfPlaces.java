package io.quell.infra.pattern.place;

import static io.quell.infra.pattern.place.Places.always;
import static io.quell.infra.pattern.place.Places.anyOf;
import static io.quell.infra.pattern.place.Places.exactly;
import static io.quell.infra.pattern.place.Places.inList;
import static io.quell.infra.pattern.place.Places.mostly;
import static io.quell.infra.pattern.place.Places.passing;
import static io.quell.infra.pattern.place.Places.sometimes;

import io.quell.criteria.Condition;
import io.quell.criteria.Field;
import io.quell.finding.OcsfSeverity;
import io.quell.infra.pattern.matcher.Matcher;
import io.quell.infra.pattern.matcher.Matchers;
import io.quell.infra.pattern.matcher.MemberPath;
import io.quell.infra.pattern.matcher.TextTests;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where findings in OCSF have the fields that rules test, as [io.quell.finding.OcsfFinding] reads
/// them.
final class OcsfPlaces implements Places {
  private static final String RESOURCES = "resources";
  private static final String VULNERABILITIES = "vulnerabilities";
  /// The members that Quell changes, and shows rules as they were.
  private static final Set<String> QUELLS =
      Set.of("severity_id", "severity", "status_id", "status", "comment");
  private static final Set<Matcher> PRESENT = Set.of(Matchers.PRESENT);
  private static final Map<String, String> COMPLIANCE =
      Map.of("PASSED", "Pass", "FAILED", "Fail", "WARNING", "Warning", "NOT_AVAILABLE", "Unknown");
  private static final Map<String, String> FIXES =
      Map.of("YES", "Complete", "PARTIAL", "Partial", "NO", "None");

  @Override
  public List<Clause> of(Field field, Collection<Condition> anyOf, int element) {
    return switch (field) {
      case Field.Named named -> of(named, anyOf, element);
      case Field.ResourceTag(var key) -> tag(key, TextTests.of(anyOf), element);
      case Field.UserDefined _ -> NEVER;
      case Field.Raw(var path) ->
          QUELLS.contains(path.getFirst())
              ? ANYTHING
              : inList(element, TextTests.ofScalar(anyOf), path.toArray(String[]::new));
      case Field.RawResource(var path) ->
          inList(
              element,
              TextTests.ofScalar(anyOf),
              Stream.concat(Stream.of(RESOURCES), path.stream()).toArray(String[]::new));
    };
  }

  private static List<Clause> of(Field.Named field, Collection<Condition> anyOf, int element) {
    Set<Matcher> texts = TextTests.of(anyOf);
    return switch (field) {
      case FORMAT -> passing(anyOf, "OCSF").isEmpty() ? NEVER : ANYTHING;
      case CLASS -> sometimes(findingClasses(anyOf), "class_uid");
      case VULNERABILITY -> inList(element, texts, VULNERABILITIES, "cve", "uid");
      case CVSS -> inList(element, PRESENT, VULNERABILITIES, "cve", "cvss", "base_score");
      case EPSS -> inList(element, PRESENT, VULNERABILITIES, "cve", "epss", "score");
      case FIX_AVAILABLE ->
          anyOf(
              List.of(
                  inList(
                      element,
                      exactly(
                          passing(anyOf, "YES", "PARTIAL", "NO").stream().map(FIXES::get).toList()),
                      VULNERABILITIES,
                      "fix_coverage"),
                  yesOrNo(anyOf, element, "is_fix_available")));
      case EXPLOIT_AVAILABLE -> yesOrNo(anyOf, element, "is_exploit_available");
      case CONTROL -> sometimes(texts, "compliance", "control");
      case STANDARD -> inList(element, texts, "compliance", "standards");
      case PRODUCT -> always(products(anyOf), "metadata", "product", "uid");
      case GENERATOR ->
          anyOf(
              List.of(
                  sometimes(texts, "finding_info", "analytic", "uid"),
                  sometimes(texts, "finding_info", "analytic", "name")));
      case ID ->
          anyOf(List.of(always(texts, "metadata", "uid"), always(texts, "finding_info", "uid")));
      case ACCOUNT -> mostly(texts, "cloud", "account", "uid");
      case REGION -> mostly(texts, "cloud", "region");
      case TITLE -> always(texts, "finding_info", "title");
      case DESCRIPTION -> always(texts, "finding_info", "desc");
      case TYPE -> inList(element, texts, "finding_info", "types");
      case PROVIDER_SEVERITY -> sometimes(severities(anyOf), "vendor_attributes", "severity_id");
      case COMPLIANCE_STATUS -> sometimes(complianceStatuses(anyOf, texts), "compliance", "status");
      case RECORD_STATE -> passing(anyOf, "ACTIVE", "ARCHIVED").isEmpty() ? NEVER : ANYTHING;
      case VERIFICATION_STATE, CRITICALITY -> NEVER;
      case CONFIDENCE -> sometimes(PRESENT, "confidence_score");
      case RESOURCE_TYPE -> inList(element, resourceTypes(anyOf), RESOURCES, "type");
      case RESOURCE_ID ->
          anyOf(List.of(resourceId(element, texts, "uid_alt"), resourceId(element, texts, "uid")));
      case RESOURCE_REGION -> inList(element, texts, RESOURCES, "region");
      case RESOURCE_PARTITION -> inList(element, texts, RESOURCES, "cloud_partition");
      case SEVERITY,
          NORMALIZED_SEVERITY,
          WORKFLOW_STATUS,
          NOTE_TEXT,
          NOTE_AUTHOR,
          AGE,
          CREATED_AT,
          FIRST_OBSERVED_AT,
          LAST_OBSERVED_AT,
          UPDATED_AT ->
          ANYTHING;
    };
  }

  /// Tags are a list of names and values. A tag without a value has none that a condition could
  /// want.
  private static List<Clause> tag(String key, Set<Matcher> values, int element) {
    MemberPath name = MemberPath.of(RESOURCES, "tags", "name");
    Set<Matcher> names = exactly(List.of(key));
    return List.of(
        Clause.inList(
            RESOURCES,
            element,
            "tags",
            values.contains(Matchers.PRESENT)
                ? Map.of(name, names)
                : Map.of(name, names, MemberPath.of(RESOURCES, "tags", "value"), values)));
  }

  private static Set<Matcher> findingClasses(Collection<Condition> anyOf) {
    Set<Matcher> all = new TreeSet<>();
    for (Condition condition : anyOf) {
      if (condition instanceof Condition.Equal) {
        TextTests.ofScalar(List.of(condition)).stream()
            .filter(matcher -> !(matcher instanceof Matcher.Exact))
            .forEach(all::add);
      } else {
        all.add(Matchers.PRESENT);
      }
    }
    return all.contains(Matchers.PRESENT) ? PRESENT : all;
  }

  private static List<Clause> yesOrNo(Collection<Condition> anyOf, int element, String name) {
    return inList(
        element,
        exactly(passing(anyOf, "YES", "NO").stream().map("YES"::equals).toList()),
        VULNERABILITIES,
        name);
  }

  /// `arn:PARTITION:securityhub:REGION:ACCOUNT:productv2/COMPANY/PRODUCT`, or without the `v2`.
  private static Set<Matcher> products(Collection<Condition> anyOf) {
    Set<Matcher> all = new TreeSet<>();
    for (Condition condition : anyOf) {
      for (String kind : List.of(":productv2/", ":product/")) {
        all.add(
            switch (condition) {
              case Condition.Equal(var value) -> TextTests.suffix(kind + value);
              case Condition.Suffix(var suffix) -> TextTests.suffix(suffix);
              case Condition.Prefix(var prefix) ->
                  TextTests.wildcard(List.of("", kind + prefix, ""));
              case Condition.Containing(var part) -> TextTests.wildcard(List.of("", part, ""));
              case Condition.Wildcard(var pattern) ->
                  TextTests.wildcard(
                      Stream.concat(Stream.of(""), Arrays.stream((kind + pattern).split("\\*", -1)))
                          .toList());
              case Condition.EqualIgnoringCase _,
                  Condition.RegularExpression _,
                  Condition.NumericRange _,
                  Condition.OlderThan _,
                  Condition.NewerThan _,
                  Condition.TimeRange _,
                  Condition.Network _,
                  Condition.Exists _ ->
                  Matchers.PRESENT;
            });
      }
    }
    return all.contains(Matchers.PRESENT) ? PRESENT : all;
  }

  private static Set<Matcher> severities(Collection<Condition> anyOf) {
    return exactly(
        Arrays.stream(OcsfSeverity.values())
            .filter(
                severity ->
                    severity
                        .label()
                        .filter(label -> !passing(anyOf, label.name()).isEmpty())
                        .isPresent())
            .map(OcsfSeverity::id)
            .toList());
  }

  /// OCSF's words for ASFF's; a word that is neither stays as it is.
  private static Set<Matcher> complianceStatuses(Collection<Condition> anyOf, Set<Matcher> texts) {
    Set<Matcher> words =
        exactly(
            passing(anyOf, COMPLIANCE.keySet().toArray(String[]::new)).stream()
                .map(COMPLIANCE::get)
                .toList());
    return texts.contains(Matchers.PRESENT) ? texts : Matchers.union(texts, words);
  }

  private static List<Clause> resourceId(int element, Set<Matcher> texts, String name) {
    return List.of(
        Clause.inList(RESOURCES, element, "uid", Map.of(MemberPath.of(RESOURCES, name), texts)));
  }

  private static Set<Matcher> resourceTypes(Collection<Condition> anyOf) {
    Set<String> named = new HashSet<>();
    for (Condition condition : anyOf) {
      if (!(condition instanceof Condition.Equal(var type))) {
        return PRESENT;
      }
      named.add(type);
    }
    return named.stream()
        .flatMap(type -> CloudFormationTypes.of(type).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
