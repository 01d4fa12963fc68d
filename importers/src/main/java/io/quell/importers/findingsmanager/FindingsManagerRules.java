package io.quell.importers.findingsmanager;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceRule;
import io.quell.importers.SourceRule.NotImported;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.source.NoteText;
import io.quell.importers.source.PythonPattern;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.RuleMaker;
import io.quell.importers.source.RuleMaker.Sign;
import io.quell.importers.source.SourceValue;
import io.quell.importers.source.YamlSource;
import io.quell.update.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rules of Schuberg Philis' Security Hub findings manager (`rules.yaml`).
///
/// A finding in ASFF that is NEW or NOTIFIED is suppressed where all that a rule's `match_on` names
/// matches: a control, a product, a title, one of the Regions, one of the tags on some resource,
/// one of the regular expressions somewhere in the id of some resource.
public final class FindingsManagerRules {
  private static final String RULES = "Rules";
  /// The regular expression of the empty text, which no other test can ask for.
  private static final String EMPTY = "(?:)";
  private static final Set<String> MATCH_ON =
      Set.of(
          "security_control_id",
          "rule_or_control_id",
          "product_name",
          "title",
          "regions",
          "tags",
          "resource_id_regexps");

  private final RuleMaker maker;
  private final Map<String, Integer> notes = new HashMap<>();

  private FindingsManagerRules(CardDefaults defaults) {
    this.maker = new RuleMaker("the findings manager", defaults);
  }

  /// Reads a file.
  ///
  /// @param file what errors call it
  /// @throws UnreadableSourceException where it is no YAML, or has no rules
  public static ImportResult read(String file, byte[] content, CardDefaults defaults)
      throws UnreadableSourceException {
    YamlSource source = YamlSource.read(file, content);
    if (!source.replaced().isEmpty()) {
      throw source.replaced().getFirst().refused(file);
    }
    List<SourceValue> rules = rules(file, new SourceValue("", source.root()));
    var reader = new FindingsManagerRules(defaults);
    List<SourceRule> sourceRules = new ArrayList<>();
    for (SourceValue rule : rules) {
      sourceRules.add(reader.sourceRule(sourceRules.size() + 1, new SourceValue("", rule.value())));
    }
    return new ImportResult(sourceRules);
  }

  private static List<SourceValue> rules(String file, SourceValue root)
      throws UnreadableSourceException {
    if (!root.at("Suppressions").isAbsent()) {
      throw new UnreadableSourceException(
          file,
          "it has Suppressions, as the findings manager took them before its version 3: convert it"
              + " as its upgrade notes say");
    }
    try {
      root.members(Set.of(RULES));
      if (root.at(RULES).isAbsent()) {
        throw new UnreadableSourceException(file, "Rules is missing; a file without rules says []");
      }
      return root.at(RULES).list();
    } catch (RefusedException e) {
      throw new UnreadableSourceException(file, e.reason());
    }
  }

  private SourceRule sourceRule(int number, SourceValue rule) {
    String source =
        "rule %d".formatted(number)
            + (rule.at("note").value() instanceof String note ? " '" + note + "'" : "");
    try {
      return imported(source, number, rule);
    } catch (RefusedException | IllegalArgumentException e) {
      return new NotImported(source, String.valueOf(e.getMessage()));
    }
  }

  private SourceRule imported(String source, int number, SourceValue rule) throws RefusedException {
    rule.members(Set.of("note", "action", "match_on"));
    Action note = NoteText.action(rule.at("note"));
    String text = rule.at("note").text();
    rule.at("action").oneOf(Set.of("SUPPRESSED"));
    Criteria when = criteria(rule.at("match_on"));
    Integer earlier = notes.putIfAbsent(text, number);
    if (earlier != null) {
      throw new RefusedException(
          "rule %d has the same note, and of such the findings manager takes one only: give it a note of its own"
              .formatted(earlier));
    }
    return maker.rule(
        source,
        new Sign(text, text, text, Optional.empty(), false),
        when,
        List.of(new Action.SetWorkflow(WorkflowStatus.SUPPRESSED), note),
        List.of());
  }

  private static Criteria criteria(SourceValue matchOn) throws RefusedException {
    if (matchOn.members(MATCH_ON).isEmpty()) {
      throw new RefusedException("its match_on is empty, so it would suppress every finding");
    }
    List<Criteria> parts =
        new ArrayList<>(
            List.of(
                Named.FORMAT.is(Format.ASFF),
                Named.WORKFLOW_STATUS.is(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED)));
    Optional<String> control = given(matchOn.at("security_control_id"));
    Optional<String> ruleOrControl = given(matchOn.at("rule_or_control_id"));
    if (!matchOn.at("security_control_id").isAbsent()
        && !matchOn.at("rule_or_control_id").isAbsent()) {
      throw new RefusedException(
          "it has both security_control_id and rule_or_control_id, and one excludes the other");
    }
    control.ifPresent(id -> parts.add(Criteria.raw("Compliance", "SecurityControlId").is(id)));
    ruleOrControl.ifPresent(
        id ->
            parts.add(
                Criteria.anyOf(
                    Criteria.raw("ProductFields", "ControlId").is(id),
                    Criteria.raw("ProductFields", "RuleId").is(id))));
    given(matchOn.at("product_name"))
        .ifPresent(name -> parts.add(Criteria.raw("ProductName").is(name)));
    given(matchOn.at("title")).ifPresent(title -> parts.add(Named.TITLE.is(title)));
    List<String> regions = matchOn.at("regions").texts();
    if (!regions.isEmpty()) {
      parts.add(Criteria.raw("Region").is(regions));
    }
    tags(matchOn.at("tags")).ifPresent(parts::add);
    resources(matchOn.at("resource_id_regexps")).ifPresent(parts::add);
    if (parts.size() == 2) {
      throw new RefusedException("its match_on names nothing, so it would suppress every finding");
    }
    return Criteria.allOf(parts);
  }

  /// What is empty is not asked for.
  private static Optional<String> given(SourceValue part) throws RefusedException {
    return part.isAbsent()
        ? Optional.empty()
        : Optional.of(part.anyText()).filter(text -> !text.isEmpty());
  }

  private static Optional<Criteria> tags(SourceValue tags) throws RefusedException {
    List<Criteria> any = new ArrayList<>();
    for (SourceValue tag : tags.list()) {
      tag.members(Set.of("key", "value"));
      Field field = Criteria.resourceTag(tag.at("key").text());
      String value = tag.at("value").anyText();
      any.add(value.isEmpty() ? field.matches(EMPTY) : field.is(value));
    }
    return any.isEmpty() ? Optional.empty() : Optional.of(Criteria.anyOf(any));
  }

  private static Optional<Criteria> resources(SourceValue regexps) throws RefusedException {
    List<Criteria> any = new ArrayList<>();
    for (String regexp : regexps.texts()) {
      any.add(PythonPattern.of(regexp).foundIn(Named.RESOURCE_ID));
    }
    return any.isEmpty() ? Optional.empty() : Optional.of(Criteria.anyOf(any));
  }
}
