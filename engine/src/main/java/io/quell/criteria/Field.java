package io.quell.criteria;

import static io.quell.criteria.Cardinality.EACH_RESOURCE;
import static io.quell.criteria.Cardinality.EACH_VULNERABILITY;
import static io.quell.criteria.Cardinality.MANY;
import static io.quell.criteria.Cardinality.ONE;

import io.quell.finding.FieldPlace;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.Resource;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.value.JsonTree;
import io.quell.value.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a finding that criteria test. It has no value, one, or several (types, and all that
/// resources and vulnerabilities have).
///
/// A test on a field **holds where at least one of its values passes**:
/// `RESOURCE_TYPE.is("AwsS3Bucket")` asks for a finding with an S3 bucket among its resources,
/// `not(RESOURCE_TYPE.is("AwsS3Bucket"))` for one with none. Two tests may be met by two resources;
/// [Criteria#onOneResource] asks for one resource that meets them all, [Criteria#onEveryResource]
/// for all resources doing so; [Criteria#onOneVulnerability] and [Criteria#onEveryVulnerability]
/// likewise. A field without a value passes no test but [#isAbsent].
public sealed interface Field {

  /// A field with a name of its own, the same in every format: what its values can be, and what of
  /// a finding has them. Where they stand is in the table of each format ([FieldPlace]); what a
  /// format works out by code has a reader here.
  enum Named implements Field {
    /// The finding's format, ASFF or OCSF: a rule that tests it restricts itself to one.
    FORMAT(
        "format",
        ONE,
        Domain.constants(Format.values()),
        one(finding -> Optional.of(finding.format().name()))),
    /// The OCSF class: 2002 vulnerability, 2003 compliance, 2004 detection, 2006 data security;
    /// none in ASFF.
    CLASS("class", ONE, Domain.Known.FINDING_CLASS),
    /// The vulnerabilities, `CVE-2023-44487`.
    VULNERABILITY("vulnerability", EACH_VULNERABILITY, Domain.Known.TEXT),
    /// The highest CVSS base score of each vulnerability, 0–10.
    CVSS("CVSS score", EACH_VULNERABILITY, new Domain.Numeric(0, 10)),
    /// The EPSS score of each vulnerability, 0–1.
    EPSS("EPSS score", EACH_VULNERABILITY, new Domain.Numeric(0, 1)),
    /// Whether each vulnerability has a fix: YES, NO or PARTIAL.
    FIX_AVAILABLE("fix available", EACH_VULNERABILITY, Domain.listed("NO", "YES", "PARTIAL")),
    /// Whether each vulnerability has a known exploit: YES or NO.
    EXPLOIT_AVAILABLE("exploit available", EACH_VULNERABILITY, Domain.listed("NO", "YES")),
    /// The Security Hub control, `S3.9`.
    CONTROL("control", ONE, Domain.Known.TEXT, one(Finding::control)),
    /// The standards of the control, `standards/aws-foundational-security-best-practices/v/1.0.0`.
    STANDARD(
        "standard", MANY, Domain.Known.TEXT, subject -> subject.finding().standards().stream()),
    /// The product, `aws/guardduty`.
    PRODUCT("product", ONE, Domain.Known.PRODUCT_NAME, one(Finding::product)),
    /// What in the product made the finding.
    GENERATOR("generator", ONE, Domain.Known.TEXT),
    /// The finding's identifier: ASFF's Id, OCSF's metadata.uid.
    ID("id", ONE, Domain.Known.TEXT, one(finding -> Optional.of(finding.identifier().toString()))),
    /// The account, twelve digits.
    ACCOUNT("account", ONE, Domain.Known.ACCOUNT_ID, one(Finding::account)),
    /// The Region.
    REGION("region", ONE, Domain.Known.REGION_CODE, one(Finding::region)),
    /// The title.
    TITLE("title", ONE, Domain.Known.TEXT),
    /// The description.
    DESCRIPTION("description", ONE, Domain.Known.TEXT),
    /// The types, `namespace/category/classifier`.
    TYPE("type", MANY, Domain.Known.ANY_TEXT),
    /// The severity label now in force.
    SEVERITY(
        "severity",
        ONE,
        Domain.constants(SeverityLabel.values()),
        one(finding -> finding.severity().map(Enum::name))),
    /// The severity label that the provider gave.
    PROVIDER_SEVERITY(
        "provider severity",
        ONE,
        Domain.constants(SeverityLabel.values()),
        one(finding -> finding.providerSeverity().map(Enum::name))),
    /// The normalized severity now in force, 0–100.
    NORMALIZED_SEVERITY(
        "normalized severity",
        ONE,
        Domain.Known.PERCENTAGE,
        subject -> subject.finding().normalizedSeverity().stream().mapToObj(Numbers::text)),
    /// The control's result: PASSED, WARNING, FAILED, NOT_AVAILABLE.
    COMPLIANCE_STATUS(
        "compliance status", ONE, Domain.listed("FAILED", "WARNING", "PASSED", "NOT_AVAILABLE")),
    /// The customer's answer: NEW, NOTIFIED, SUPPRESSED, RESOLVED.
    WORKFLOW_STATUS("workflow status", ONE, Domain.constants(WorkflowStatus.values())),
    /// The provider's state of the record: ACTIVE, ARCHIVED.
    RECORD_STATE(
        "record state", ONE, Domain.listed("ACTIVE", "ARCHIVED"), one(Finding::recordState)),
    /// The customer's judgement: UNKNOWN, TRUE_POSITIVE, FALSE_POSITIVE, BENIGN_POSITIVE.
    VERIFICATION_STATE("verification state", ONE, Domain.constants(VerificationState.values())),
    /// The confidence, 0–100.
    CONFIDENCE("confidence", ONE, Domain.Known.PERCENTAGE),
    /// The criticality, 0–100.
    CRITICALITY("criticality", ONE, Domain.Known.PERCENTAGE),
    /// When the defect was first observed, else when the finding was created: what its age is
    /// counted from.
    AGE("age", ONE, Domain.Known.TIME, Named::begin),
    /// When the finding was created.
    CREATED_AT("created at", ONE, Domain.Known.TIME),
    /// When the defect was first observed.
    FIRST_OBSERVED_AT("first observed at", ONE, Domain.Known.TIME),
    /// When the defect was last observed.
    LAST_OBSERVED_AT("last observed at", ONE, Domain.Known.TIME),
    /// When the provider last updated the finding.
    UPDATED_AT("updated at", ONE, Domain.Known.TIME),
    /// The text of the note.
    NOTE_TEXT("note text", ONE, Domain.Known.TEXT),
    /// The author of the note.
    NOTE_AUTHOR(
        "note author",
        ONE,
        Domain.Known.TEXT,
        one(finding -> finding.note().map(Note::author).filter(name -> !name.isBlank()))),
    /// The type of a resource, `AwsS3Bucket`.
    RESOURCE_TYPE(
        "resource type",
        EACH_RESOURCE,
        Domain.Known.TEXT,
        subject -> subject.resources().stream().flatMap(resource -> resource.type().stream())),
    /// The identifier of a resource, mostly an ARN. In OCSF a resource can have two, and both are
    /// values: a test holds where either passes, and its negation where neither does.
    RESOURCE_ID("resource id", EACH_RESOURCE, Domain.Known.TEXT),
    /// The Region of a resource.
    RESOURCE_REGION("resource region", EACH_RESOURCE, Domain.Known.REGION_CODE),
    /// The partition of a resource: aws, aws-cn, aws-us-gov.
    RESOURCE_PARTITION("resource partition", EACH_RESOURCE, Domain.Known.PARTITION);

    private final String words;
    private final Cardinality cardinality;

    @SuppressWarnings("ImmutableEnumChecker") // a record that does not change
    private final FieldPlace asff;

    @SuppressWarnings("ImmutableEnumChecker") // a record that does not change
    private final FieldPlace ocsf;

    @SuppressWarnings("ImmutableEnumChecker") // a record that does not change
    private final Domain domain;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing mutable
    private final @Nullable Function<EvaluationContext, Stream<String>> reader;

    Named(String words, Cardinality cardinality, Domain domain) {
      this(words, cardinality, domain, null);
    }

    Named(
        String words,
        Cardinality cardinality,
        Domain domain,
        @Nullable Function<EvaluationContext, Stream<String>> reader) {
      this.words = words;
      this.cardinality = cardinality;
      this.domain = domain;
      this.reader = reader;
      this.asff = FieldPlace.of(Format.ASFF, name());
      this.ocsf = FieldPlace.of(Format.OCSF, name());
    }

    /// The fields that a format has, in the order in which its findings have them.
    public static List<Named> in(Format format) {
      return FieldPlace.names(format).stream().map(Named::valueOf).toList();
    }

    /// Where a format has it.
    public FieldPlace place(Format format) {
      return switch (format) {
        case ASFF -> asff;
        case OCSF -> ocsf;
      };
    }

    @Override
    public Cardinality cardinality() {
      return cardinality;
    }

    @Override
    public Domain domain() {
      return domain;
    }

    @Override
    public boolean isIn(Format format) {
      return place(format).presence() != FieldPlace.Presence.NEVER;
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return reader == null
          ? cardinality.values(place(subject.finding().format()), subject)
          : reader.apply(subject);
    }

    @Override
    public boolean hasValue(EvaluationContext subject, Predicate<String> passes) {
      return reader == null
          ? cardinality.hasValue(place(subject.finding().format()), subject, passes)
          : reader.apply(subject).anyMatch(passes);
    }

    /// Of age what it is counted from.
    @Override
    public Optional<String> unreadable(EvaluationContext subject) {
      return switch (this) {
        case AGE ->
            FIRST_OBSERVED_AT
                .unreadable(subject)
                .or(
                    () ->
                        FIRST_OBSERVED_AT.values(subject).findFirst().isPresent()
                            ? Optional.empty()
                            : CREATED_AT.unreadable(subject));
        default -> {
          FieldPlace place = place(subject.finding().format());
          if (!place.list().isEmpty()) {
            yield inElements(place, subject.finding().json());
          }
          yield cardinality == ONE ? standing(subject) : Optional.empty();
        }
      };
    }

    /// What stands in a resource or a vulnerability in place of its value.
    private static Optional<String> inElements(FieldPlace place, Map<String, Object> json) {
      return JsonTree.objects(json, List.of(place.list())).stream()
          .filter(element -> place.values(element).findFirst().isEmpty())
          .flatMap(element -> place.unreadable(element).stream())
          .findFirst();
    }

    private Optional<String> standing(EvaluationContext subject) {
      return values(subject).findFirst().isPresent()
          ? Optional.empty()
          : place(subject.finding().format()).unreadable(subject.finding().json());
    }

    @Override
    public String toString() {
      return words;
    }

    private static Stream<String> begin(EvaluationContext subject) {
      return Stream.of(FIRST_OBSERVED_AT, CREATED_AT)
          .flatMap(time -> time.values(subject))
          .limit(1);
    }

    private static Function<EvaluationContext, Stream<String>> one(
        Function<Finding, Optional<String>> reader) {
      return subject -> reader.apply(subject.finding()).stream();
    }
  }

  /// The value of a tag on a resource.
  record ResourceTag(String key) implements Field {
    @Override
    public Cardinality cardinality() {
      return EACH_RESOURCE;
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return subject.resources().stream()
          .map(resource -> resource.tags().get(key))
          .flatMap(Stream::ofNullable);
    }

    @Override
    public boolean hasValue(EvaluationContext subject, Predicate<String> passes) {
      for (Resource resource : subject.resources()) {
        String value = resource.tags().get(key);
        if (value != null && passes.test(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return "resource tag " + key;
    }
  }

  /// The value of a user-defined field.
  record UserDefined(String name) implements Field {
    @Override
    public Cardinality cardinality() {
      return ONE;
    }

    @Override
    public boolean isIn(Format format) {
      return switch (format) {
        case ASFF -> true;
        case OCSF -> false;
      };
    }

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
      path = checked(path);
    }

    @Override
    public Cardinality cardinality() {
      return MANY;
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return scalars(subject.finding().json(), path);
    }

    @Override
    public boolean hasValue(EvaluationContext subject, Predicate<String> passes) {
      return hasScalar(subject.finding().json(), path, passes);
    }

    @Override
    public String toString() {
      return "raw " + String.join(".", path);
    }
  }

  /// The scalars at a path inside a resource's JSON, such as `Details.AwsS3Bucket.OwnerId`.
  record RawResource(List<String> path) implements Field {
    public RawResource {
      path = checked(path);
    }

    @Override
    public Cardinality cardinality() {
      return EACH_RESOURCE;
    }

    @Override
    public Stream<String> values(EvaluationContext subject) {
      return subject.resources().stream().flatMap(resource -> scalars(resource.json(), path));
    }

    @Override
    public boolean hasValue(EvaluationContext subject, Predicate<String> passes) {
      for (Resource resource : subject.resources()) {
        if (hasScalar(resource.json(), path, passes)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return "resource " + String.join(".", path);
    }
  }

  /// Reads the field from a subject.
  Stream<String> values(EvaluationContext subject);

  /// Whether one of [#values] passes. Every finding is asked, so that the fields that most rules
  /// test answer without a stream.
  default boolean hasValue(EvaluationContext subject, Predicate<String> passes) {
    return values(subject).anyMatch(passes);
  }

  /// What the subject has in place of a value: of a wrong form, or unknown. Empty where the field
  /// has a value, or nothing is there, or that cannot be told.
  default Optional<String> unreadable(EvaluationContext subject) {
    return Optional.empty();
  }

  /// Reads the field from a finding, for a rule that needs a value that [Finding] has no method
  /// for.
  default Stream<String> values(Finding finding) {
    return values(EvaluationContext.of(finding, Instant.EPOCH));
  }

  /// What of a finding has a value each.
  Cardinality cardinality();

  /// The values that it can have at all.
  default Domain domain() {
    return Domain.Known.ANY_TEXT;
  }

  /// Whether findings in a format can have it.
  default boolean isIn(Format format) {
    return true;
  }

  private static List<String> checked(List<String> path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a raw path names at least one member");
    }
    return List.copyOf(path);
  }

  private static Stream<String> scalars(Map<String, Object> json, List<String> path) {
    return JsonTree.at(json, path).stream().flatMap(value -> JsonTree.scalar(value).stream());
  }

  private static boolean hasScalar(
      Map<String, Object> json, List<String> path, Predicate<String> passes) {
    return JsonTree.hasAt(json, path, value -> JsonTree.scalar(value).filter(passes).isPresent());
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
