package io.quell.compile.pattern.place;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import io.quell.compile.pattern.matcher.TextTests;
import io.quell.criteria.Condition;
import io.quell.criteria.Field.Named;
import io.quell.finding.AsffFinding;
import io.quell.finding.FieldPlace;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What findings in ASFF have where a test holds: beside the table, what
/// [io.quell.finding.AsffFinding] reads elsewhere.
public final class AsffPlaces extends Places {
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

  AsffPlaces() {
    super(
        Format.ASFF,
        Stream.concat(
                Stream.of("Severity", "Workflow", "Note", "UserDefinedFields"),
                AsffFinding.OF_PROVIDER.stream())
            .collect(Collectors.toSet()));
  }

  @Override
  Clause tag(String key, Set<Matcher> values, int element) {
    String resources = Named.RESOURCE_TYPE.place(Format.ASFF).list();
    return Clause.inList(
        resources, element, "Tags\0" + key, Map.of(MemberPath.of(resources, "Tags", key), values));
  }

  @Override
  List<Clause> userDefined(String name, Set<Matcher> texts) {
    return name.startsWith("quell.")
        ? ANYTHING
        : sometimes(texts, List.of("UserDefinedFields", name));
  }

  @Override
  List<Clause> named(Named field, Collection<Condition> anyOf, int element) {
    return switch (field) {
      case CONTROL -> control(anyOf);
      case STANDARD -> standard(super.named(field, anyOf, element), anyOf);
      case PROVIDER_SEVERITY -> providerSeverity(anyOf, element);
      case TYPE -> types(anyOf, element);
      default -> super.named(field, anyOf, element);
    };
  }

  /// The control's own member; else the end of Security Hub's generator, or what its own fields
  /// say.
  private static List<Clause> control(Collection<Condition> anyOf) {
    Set<Matcher> texts = TextTests.of(anyOf);
    Set<Matcher> generators = endsBehind("/", anyOf);
    List<Clause> own = sometimes(texts, member(Named.CONTROL).path());
    return generators.equals(PRESENT)
        ? anyOf(List.of(own, sometimes(SECURITY_HUB, member(Named.PRODUCT).path())))
        : anyOf(
            List.of(
                own,
                sometimes(generators, member(Named.GENERATOR).path()),
                sometimes(texts, CONTROL_ID.path()),
                sometimes(texts, RULE_ID.path())));
  }

  /// The types; the provider's own where a customer has changed them.
  private static List<Clause> types(Collection<Condition> anyOf, int element) {
    FieldPlace.Member types = member(Named.TYPE);
    Set<Matcher> matchers = matchers(types.form(), anyOf);
    List<String> providers =
        Stream.concat(Stream.of(AsffFinding.PROVIDER_FIELDS), types.path().stream()).toList();
    return matchers.isEmpty()
        ? NEVER
        : anyOf(
            List.of(
                inList(element, matchers, types.path()),
                List.of(
                    Clause.inList(
                        String.join(".", providers),
                        element,
                        types.path().getLast(),
                        Map.of(new MemberPath(providers), matchers)))));
  }

  private static FieldPlace.Member member(Named field) {
    return field.place(Format.ASFF).members().getFirst();
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

  /// The standards that are named; else what stands behind the last colon of one of two ARNs.
  private static List<Clause> standard(List<Clause> named, Collection<Condition> anyOf) {
    Set<Matcher> ends = endsBehind("", anyOf);
    return anyOf(
        List.of(
            named,
            sometimes(ends, List.of("ProductFields", "StandardsArn")),
            sometimes(ends, List.of("ProductFields", "StandardsGuideArn"))));
  }

  /// The label; where there is none the number counts, which a pattern does not look at.
  private static List<Clause> providerSeverity(Collection<Condition> anyOf, int element) {
    FieldPlace.Member label = member(Named.PROVIDER_SEVERITY);
    Set<Matcher> labels = matchers(label.form(), anyOf);
    return labels.isEmpty()
        ? NEVER
        : inList(element, Matchers.union(labels, Matchers.GAPS), label.path());
  }
}
