package io.quell.criteria;

import static io.quell.criteria.FieldReader.many;
import static io.quell.criteria.FieldReader.ofResources;
import static io.quell.criteria.FieldReader.ofVulnerabilities;
import static io.quell.criteria.FieldReader.one;

import io.quell.finding.Finding;
import io.quell.finding.Numbers;
import io.quell.finding.Resource;
import io.quell.finding.Vulnerability;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/// A part of a finding that criteria test. It has no value, one, or several (types, and all that
/// resources have).
///
/// A test on a field **holds where at least one of its values passes**:
/// `RESOURCE_TYPE.is("AwsS3Bucket")` asks for a finding with an S3 bucket among its resources,
/// `not(RESOURCE_TYPE.is("AwsS3Bucket"))` for one with none. Two tests may be met by two resources;
/// [Criteria#onOneResource] asks for one resource that meets them all, [Criteria#onEveryResource]
/// for all resources doing so. A field without a value passes no test but [#isAbsent].
public sealed interface Field {

  /// A field with a name of its own, the same in every format.
  enum Named implements Field {
    /// The finding's format, ASFF or OCSF: a rule that tests it restricts itself to one.
    FORMAT("format", one(finding -> Optional.of(finding.format().name()))),
    /// The OCSF class: 2002 vulnerability, 2003 compliance, 2004 detection, 2006 data security;
    /// none in ASFF.
    CLASS(
        "class",
        one(finding -> finding.findingClass().stream().mapToObj(Integer::toString).findFirst())),
    /// The vulnerabilities, `CVE-2023-44487`.
    VULNERABILITY("vulnerability", ofVulnerabilities(Vulnerability::id)),
    /// The highest CVSS base score of each vulnerability, 0–10.
    CVSS("CVSS score", ofVulnerabilities(vulnerability -> number(vulnerability.cvss()))),
    /// The EPSS score of each vulnerability, 0–1.
    EPSS("EPSS score", ofVulnerabilities(vulnerability -> number(vulnerability.epss()))),
    /// Whether each vulnerability has a fix: YES, NO or PARTIAL.
    FIX_AVAILABLE("fix available", ofVulnerabilities(Vulnerability::fixAvailable)),
    /// Whether each vulnerability has a known exploit: YES or NO.
    EXPLOIT_AVAILABLE("exploit available", ofVulnerabilities(Vulnerability::exploitAvailable)),
    /// The Security Hub control, `S3.9`.
    CONTROL("control", one(Finding::control)),
    /// The standards of the control, `standards/aws-foundational-security-best-practices/v/1.0.0`.
    STANDARD("standard", many(Finding::standards)),
    /// The product, `aws/guardduty`.
    PRODUCT("product", one(Finding::product)),
    /// What in the product made the finding.
    GENERATOR("generator", one(Finding::generator)),
    /// The finding's identifier: ASFF's Id, OCSF's metadata.uid.
    ID("id", one(finding -> Optional.of(finding.identifier().toString()))),
    /// The account, twelve digits.
    ACCOUNT("account", one(Finding::account)),
    /// The Region.
    REGION("region", one(Finding::region)),
    /// The title.
    TITLE("title", one(Finding::title)),
    /// The description.
    DESCRIPTION("description", one(Finding::description)),
    /// The types, `namespace/category/classifier`.
    TYPE("type", many(Finding::types)),
    /// The severity label now in force.
    SEVERITY("severity", one(finding -> finding.severity().map(Enum::name))),
    /// The severity label that the provider gave.
    PROVIDER_SEVERITY(
        "provider severity", one(finding -> finding.providerSeverity().map(Enum::name))),
    /// The normalized severity now in force, 0–100.
    NORMALIZED_SEVERITY(
        "normalized severity", one(finding -> number(finding.normalizedSeverity()))),
    /// The control's result: PASSED, WARNING, FAILED, NOT_AVAILABLE.
    COMPLIANCE_STATUS("compliance status", one(Finding::complianceStatus)),
    /// The customer's answer: NEW, NOTIFIED, SUPPRESSED, RESOLVED.
    WORKFLOW_STATUS("workflow status", one(finding -> finding.workflowStatus().map(Enum::name))),
    /// The provider's state of the record: ACTIVE, ARCHIVED.
    RECORD_STATE("record state", one(Finding::recordState)),
    /// The customer's judgement: UNKNOWN, TRUE_POSITIVE, FALSE_POSITIVE, BENIGN_POSITIVE.
    VERIFICATION_STATE("verification state", one(Finding::verificationState)),
    /// The confidence, 0–100.
    CONFIDENCE("confidence", one(finding -> number(finding.confidence()))),
    /// The criticality, 0–100.
    CRITICALITY("criticality", one(finding -> number(finding.criticality()))),
    /// When the defect was first observed, else when the finding was created: what its age is
    /// counted from.
    AGE("age", one(finding -> time(finding.firstObservedAt().or(finding::createdAt)))),
    /// When the finding was created.
    CREATED_AT("created at", one(finding -> time(finding.createdAt()))),
    /// When the defect was first observed.
    FIRST_OBSERVED_AT("first observed at", one(finding -> time(finding.firstObservedAt()))),
    /// When the defect was last observed.
    LAST_OBSERVED_AT("last observed at", one(finding -> time(finding.lastObservedAt()))),
    /// When the provider last updated the finding.
    UPDATED_AT("updated at", one(finding -> time(finding.updatedAt()))),
    /// The text of the note.
    NOTE_TEXT("note text", one(finding -> finding.note().map(note -> note.text()))),
    /// The author of the note.
    NOTE_AUTHOR(
        "note author",
        one(finding -> finding.note().map(note -> note.author()).filter(name -> !name.isBlank()))),
    /// The type of a resource, `AwsS3Bucket`.
    RESOURCE_TYPE("resource type", ofResources(Resource::type)),
    /// The identifier of a resource, mostly an ARN.
    RESOURCE_ID("resource id", ofResources(Resource::id)),
    /// The Region of a resource.
    RESOURCE_REGION("resource region", ofResources(Resource::region)),
    /// The partition of a resource: aws, aws-cn, aws-us-gov.
    RESOURCE_PARTITION("resource partition", ofResources(Resource::partition));

    private final String words;

    @SuppressWarnings(
        "ImmutableEnumChecker") // every reader is a lambda that captures nothing mutable
    private final FieldReader reader;

    Named(String words, FieldReader reader) {
      this.words = words;
      this.reader = reader;
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return reader.values(subject);
    }

    @Override
    public String toString() {
      return words;
    }

    private static Optional<String> number(OptionalDouble number) {
      return number.stream().mapToObj(Numbers::text).findFirst();
    }

    private static Optional<String> time(Optional<Instant> time) {
      return time.map(Instant::toString);
    }
  }

  /// The value of a tag on a resource.
  record ResourceTag(String key) implements Field {
    @Override
    public Stream<String> values(EvaluationContext subject) {
      return subject.resources().stream()
          .map(resource -> resource.tags().get(key))
          .flatMap(Stream::ofNullable);
    }

    @Override
    public String toString() {
      return "resource tag " + key;
    }
  }

  /// The value of a user-defined field.
  record UserDefined(String name) implements Field {
    @Override
    public Stream<String> values(EvaluationContext subject) {
      return Stream.ofNullable(subject.finding().userDefinedFields().get(name));
    }

    @Override
    public String toString() {
      return "user-defined field " + name;
    }
  }

  /// The scalars at a path of the finding's JSON; a list on the way stands for each of its
  /// elements.
  record Raw(List<String> path) implements Field {
    public Raw {
      path = List.copyOf(path);
      if (path.isEmpty()) {
        throw new IllegalArgumentException("a raw path names at least one member");
      }
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return scalars(subject.finding().raw(path.toArray(String[]::new)));
    }

    @Override
    public String toString() {
      return "raw " + String.join(".", path);
    }
  }

  /// The scalars at a path inside a resource's JSON, such as `Details.AwsS3Bucket.OwnerId`.
  record RawResource(List<String> path) implements Field {
    public RawResource {
      path = List.copyOf(path);
      if (path.isEmpty()) {
        throw new IllegalArgumentException("a raw path names at least one member");
      }
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return subject.resources().stream()
          .flatMap(resource -> scalars(resource.raw(path.toArray(String[]::new))));
    }

    @Override
    public String toString() {
      return "resource " + String.join(".", path);
    }
  }

  /// Reads the field from a subject. It is package business; a rule that needs a value asks the
  /// [Finding].
  Stream<String> values(EvaluationContext subject);

  private static Stream<String> scalars(List<Object> values) {
    return values.stream()
        .filter(
            value -> value instanceof String || value instanceof Number || value instanceof Boolean)
        .map(Object::toString);
  }

  /// The value is one of these, to the letter.
  default Criteria is(String... values) {
    return is(Arrays.asList(values));
  }

  /// The value is one of these, to the letter.
  default Criteria is(Collection<String> values) {
    return anyOf(values, Condition.Equal::new);
  }

  /// The value is one of these constants, by name, such as `SEVERITY.is(HIGH, CRITICAL)`.
  default Criteria is(Enum<?>... values) {
    return is(Arrays.stream(values).map(Enum::name).toList());
  }

  /// The value is one of these in any case.
  default Criteria isIgnoringCase(String... values) {
    return anyOf(Arrays.asList(values), Condition.EqualIgnoringCase::new);
  }

  /// The value starts with one of these.
  default Criteria startsWith(String... prefixes) {
    return anyOf(Arrays.asList(prefixes), Condition.Prefix::new);
  }

  /// The value ends with one of these.
  default Criteria endsWith(String... suffixes) {
    return anyOf(Arrays.asList(suffixes), Condition.Suffix::new);
  }

  /// The value contains one of these.
  default Criteria contains(String... parts) {
    return anyOf(Arrays.asList(parts), Condition.Containing::new);
  }

  /// The whole value fits one of these patterns, in which `*` stands for any number of characters.
  default Criteria fits(String... wildcards) {
    return anyOf(Arrays.asList(wildcards), Condition.Wildcard::new);
  }

  /// The whole value matches the regular expression ([java.util.regex.Pattern]).
  default Criteria matches(String regularExpression) {
    return test(new Condition.RegularExpression(regularExpression));
  }

  /// The value is a number from `lowest` to `highest`, both included.
  default Criteria isBetween(double lowest, double highest) {
    return test(new Condition.NumericRange(lowest, highest));
  }

  /// The value is a number of at least `lowest`.
  default Criteria isAtLeast(double lowest) {
    return test(new Condition.NumericRange(lowest, Double.POSITIVE_INFINITY));
  }

  /// The value is a number of at most `highest`.
  default Criteria isAtMost(double highest) {
    return test(new Condition.NumericRange(Double.NEGATIVE_INFINITY, highest));
  }

  /// The value is a number of more than `bound`.
  default Criteria isMoreThan(double bound) {
    return test(new Condition.NumericRange(bound, false, Double.POSITIVE_INFINITY, true));
  }

  /// The value is a number of less than `bound`.
  default Criteria isLessThan(double bound) {
    return test(new Condition.NumericRange(Double.NEGATIVE_INFINITY, true, bound, false));
  }

  /// The value is a time between these two, both included.
  default Criteria isWithin(Instant earliest, Instant latest) {
    return test(new Condition.TimeRange(earliest, latest));
  }

  /// The value is a time further back than this.
  default Criteria olderThan(Duration age) {
    return test(new Condition.OlderThan(age));
  }

  /// The value is a time less far back than this, or in the future.
  default Criteria newerThan(Duration age) {
    return test(new Condition.NewerThan(age));
  }

  /// The value is an address in one of these networks, in CIDR notation, IPv4 or IPv6.
  default Criteria isInNetwork(String... networks) {
    return anyOf(Arrays.asList(networks), Condition.Network::new);
  }

  /// The finding has a value here.
  default Criteria isPresent() {
    return test(new Condition.Exists());
  }

  /// The finding has no value here.
  default Criteria isAbsent() {
    return Criteria.not(isPresent());
  }

  private Criteria test(Condition condition) {
    return new Criteria.Test(this, condition);
  }

  private Criteria anyOf(Collection<String> values, Function<String, Condition> condition) {
    return Criteria.anyOf(values.stream().map(value -> test(condition.apply(value))).toList());
  }
}
