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
import io.quell.finding.SeverityLabel;
import io.quell.infra.pattern.matcher.Matcher;
import io.quell.infra.pattern.matcher.Matchers;
import io.quell.infra.pattern.matcher.MemberPath;
import io.quell.infra.pattern.matcher.PatternAlternative;
import io.quell.infra.pattern.matcher.TextTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where findings in ASFF have the fields that rules test, as [io.quell.finding.AsffFinding] reads
/// them.
public final class AsffPlaces implements Places {
  private static final String RESOURCES = "Resources";
  private static final String VULNERABILITIES = "Vulnerabilities";
  /// The members that Quell changes, and shows rules as they were.
  private static final Set<String> QUELLS =
      Set.of("Severity", "Workflow", "Note", "UserDefinedFields");
  private static final Set<Matcher> PRESENT = Set.of(Matchers.PRESENT);
  private static final Set<Matcher> SECURITY_HUB =
      Set.of(new Matcher.Suffix(":product/aws/securityhub"));
  private static final MemberPath CONTROL_ID = MemberPath.of("ProductFields", "ControlId");
  private static final MemberPath RULE_ID = MemberPath.of("ProductFields", "RuleId");
  /// What Security Hub's own generators begin with, before the control.
  private static final List<String> GENERATORS =
      List.of(
          "security-control/",
          "aws-foundational-security-best-practices/v/1.0.0/",
          "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/",
          "cis-aws-foundations-benchmark/v/1.4.0/",
          "pci-dss/v/3.2.1/",
          "nist-800-53/v/5.0.0/");
  private static final PatternAlternative WITHOUT_CONTROL =
      PatternAlternative.of(
          Map.of(
              MemberPath.of("Compliance", "SecurityControlId"),
              Matchers.GAPS,
              MemberPath.of("ProductArn"),
              SECURITY_HUB,
              MemberPath.of("GeneratorId"),
              generatorsWithoutControl()));

  @Override
  public List<Clause> of(Field field, Collection<Condition> anyOf, int element) {
    return switch (field) {
      case Field.Named named -> of(named, anyOf, element);
      case Field.ResourceTag(var key) ->
          List.of(
              Clause.inList(
                  RESOURCES,
                  element,
                  "Tags\0" + key,
                  Map.of(MemberPath.of(RESOURCES, "Tags", key), TextTests.of(anyOf))));
      case Field.UserDefined(var name) ->
          name.startsWith("quell.")
              ? ANYTHING
              : sometimes(TextTests.of(anyOf), "UserDefinedFields", name);
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
      case FORMAT -> passing(anyOf, "ASFF").isEmpty() ? NEVER : ANYTHING;
      case CLASS -> NEVER;
      case VULNERABILITY -> inList(element, texts, VULNERABILITIES, "Id");
      case CVSS -> inList(element, PRESENT, VULNERABILITIES, "Cvss", "BaseScore");
      case EPSS -> inList(element, PRESENT, VULNERABILITIES, "EpssScore");
      case FIX_AVAILABLE -> inList(element, texts, VULNERABILITIES, "FixAvailable");
      case EXPLOIT_AVAILABLE -> inList(element, texts, VULNERABILITIES, "ExploitAvailable");
      case CONTROL -> control(anyOf);
      case STANDARD -> standard(anyOf, element);
      case PRODUCT -> always(each(anyOf, AsffPlaces::product), "ProductArn");
      case GENERATOR -> always(texts, "GeneratorId");
      case ID -> always(texts, "Id");
      case ACCOUNT -> mostly(texts, "AwsAccountId");
      case REGION -> mostly(texts, "Region");
      case TITLE -> always(texts, "Title");
      case DESCRIPTION -> always(texts, "Description");
      case TYPE -> inList(element, texts, "Types");
      case PROVIDER_SEVERITY -> providerSeverity(anyOf, element);
      case COMPLIANCE_STATUS -> sometimes(texts, "Compliance", "Status");
      case RECORD_STATE -> sometimes(texts, "RecordState");
      case VERIFICATION_STATE -> sometimes(texts, "VerificationState");
      case CONFIDENCE -> sometimes(PRESENT, "Confidence");
      case CRITICALITY -> sometimes(PRESENT, "Criticality");
      case RESOURCE_TYPE -> inList(element, texts, RESOURCES, "Type");
      case RESOURCE_ID -> inList(element, texts, RESOURCES, "Id");
      case RESOURCE_REGION -> inList(element, texts, RESOURCES, "Region");
      case RESOURCE_PARTITION -> inList(element, texts, RESOURCES, "Partition");
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

  /// What is asked of a place, where something is asked for each condition.
  private static Set<Matcher> each(
      Collection<Condition> anyOf, Function<Condition, Matcher> place) {
    Set<Matcher> all = new TreeSet<>();
    anyOf.forEach(condition -> all.add(place.apply(condition)));
    return all.contains(Matchers.PRESENT) ? PRESENT : all;
  }

  /// The control's own member; else the end of Security Hub's generator, or what its own fields
  /// say.
  private static List<Clause> control(Collection<Condition> anyOf) {
    Set<Matcher> texts = TextTests.of(anyOf);
    Set<Matcher> generators = each(anyOf, AsffPlaces::generator);
    List<Clause> own = sometimes(texts, "Compliance", "SecurityControlId");
    return generators.equals(PRESENT)
        ? anyOf(List.of(own, sometimes(SECURITY_HUB, "ProductArn")))
        : anyOf(
            List.of(
                own,
                sometimes(generators, "GeneratorId"),
                sometimes(texts, "ProductFields", "ControlId"),
                sometimes(texts, "ProductFields", "RuleId")));
  }

  /// The alternatives with one in place of all those that look at the fields of Security Hub's
  /// product. It takes each finding that has no control of its own and whose generator does not end
  /// with one: there are hardly any, but a pattern has to repeat all controls for them, twice.
  public static List<PatternAlternative> withoutFieldsOfProduct(
      List<PatternAlternative> alternatives) {
    List<PatternAlternative> others = new ArrayList<>(alternatives);
    if (others.removeIf(
        alternative ->
            alternative.places().contains(CONTROL_ID) || alternative.places().contains(RULE_ID))) {
      others.add(WITHOUT_CONTROL);
    }
    return others;
  }

  /// What no control stands in: nothing, another form than Security Hub's, and its forms with
  /// another slash behind, or with nothing.
  private static Set<Matcher> generatorsWithoutControl() {
    Set<Matcher> all = new TreeSet<>(Matchers.GAPS);
    all.add(new Matcher.Unlike(GENERATORS.stream().map(generator -> generator + "*").toList()));
    GENERATORS.forEach(
        generator -> {
          all.add(new Matcher.Wildcard(generator + "*/*"));
          all.add(new Matcher.Exact(generator));
        });
    return all;
  }

  /// The control is what stands behind the last slash.
  private static Matcher generator(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> TextTests.suffix("/" + value);
      case Condition.Suffix(var suffix) -> TextTests.suffix(suffix);
      case Condition.Prefix(var prefix) -> TextTests.wildcard(List.of("", "/" + prefix, ""));
      case Condition.Containing(var part) -> TextTests.wildcard(List.of("", part, ""));
      case Condition.Wildcard(var pattern) -> TextTests.wildcard(behind("/", pattern));
      case Condition.EqualIgnoringCase _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Matchers.PRESENT;
    };
  }

  /// The parts of a wildcard pattern that stands behind anything and a text.
  private static List<String> behind(String text, String pattern) {
    return Stream.concat(Stream.of(""), Arrays.stream((text + pattern).split("\\*", -1))).toList();
  }

  /// The standards that are named; else what stands behind the last colon of one of two ARNs.
  private static List<Clause> standard(Collection<Condition> anyOf, int element) {
    Set<Matcher> ends =
        each(
            anyOf,
            condition ->
                switch (condition) {
                  case Condition.Equal(var value) -> TextTests.suffix(value);
                  case Condition.Suffix(var suffix) -> TextTests.suffix(suffix);
                  case Condition.Prefix(var prefix) -> TextTests.wildcard(List.of("", prefix, ""));
                  case Condition.Containing(var part) -> TextTests.wildcard(List.of("", part, ""));
                  case Condition.Wildcard(var pattern) -> TextTests.wildcard(behind("", pattern));
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
    return anyOf(
        List.of(
            inList(
                element, TextTests.of(anyOf), "Compliance", "AssociatedStandards", "StandardsId"),
            sometimes(ends, "ProductFields", "StandardsArn"),
            sometimes(ends, "ProductFields", "StandardsGuideArn")));
  }

  /// `arn:PARTITION:securityhub:REGION:ACCOUNT:product/COMPANY/PRODUCT`.
  private static Matcher product(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> TextTests.suffix(":product/" + value);
      case Condition.Suffix(var suffix) -> TextTests.suffix(suffix);
      case Condition.Prefix(var prefix) ->
          TextTests.wildcard(List.of("", ":product/" + prefix, ""));
      case Condition.Containing(var part) -> TextTests.wildcard(List.of("", part, ""));
      case Condition.Wildcard(var pattern) -> TextTests.wildcard(behind(":product/", pattern));
      case Condition.EqualIgnoringCase _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Matchers.PRESENT;
    };
  }

  /// The label; where there is none the number counts, which a pattern does not look at.
  private static List<Clause> providerSeverity(Collection<Condition> anyOf, int element) {
    List<String> labels =
        passing(
            anyOf, Arrays.stream(SeverityLabel.values()).map(Enum::name).toArray(String[]::new));
    return labels.isEmpty()
        ? NEVER
        : inList(
            element,
            Matchers.union(exactly(labels), Matchers.GAPS),
            "FindingProviderFields",
            "Severity",
            "Label");
  }
}
