package io.quell.importers.automation;

import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceRule;
import io.quell.importers.SourceRule.LeftOut;
import io.quell.importers.SourceRule.NotImported;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.source.JsonSource;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.RuleMaker;
import io.quell.importers.source.RuleMaker.Sign;
import io.quell.importers.source.SourceValue;
import io.quell.importers.source.YamlSource;
import io.quell.value.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Security Hub's automation rules, of both versions: what
/// `aws securityhub batch-get-automation-rules` and `get-automation-rule-v2` print, what
/// `create-automation-rule` takes, a CloudFormation template, or what `terraform show` prints as
/// JSON.
///
/// They run in the order of RuleOrder, of two with the same the one that was updated earlier first,
/// and each lays its fields over those of the earlier ones: as rules in Quell do.
public final class AutomationRules {
  private static final Set<String> WRAPPER =
      Set.of(
          "Rules",
          "AutomationRules",
          "UnprocessedAutomationRules",
          "NextToken",
          "ResponseMetadata");
  private static final Set<String> LISTS =
      Set.of("Rules", "AutomationRules", "UnprocessedAutomationRules");
  private static final Set<String> RULE =
      Set.of(
          "RuleArn",
          "RuleStatus",
          "RuleOrder",
          "RuleName",
          "Description",
          "IsTerminal",
          "Criteria",
          "Actions",
          "CreatedAt",
          "UpdatedAt",
          "CreatedBy",
          "Tags",
          "ClientToken");
  private static final Set<String> RULE_V2 =
      Set.of(
          "RuleArn",
          "RuleId",
          "RuleStatus",
          "RuleOrder",
          "RuleName",
          "Description",
          "Criteria",
          "Actions",
          "CreatedAt",
          "UpdatedAt",
          "Tags",
          "ClientToken",
          "ResponseMetadata");
  /// What does nothing to what a rule does.
  private static final List<String> WITHOUT_EFFECT = List.of("Tags", "ClientToken");
  private static final String STATUS = "RuleStatus";
  private static final Set<String> TELLING =
      Set.of("RuleName", "RuleArn", "RuleOrder", "Criteria", "Actions");
  private static final String OCSF_CRITERIA = "OcsfFindingCriteria";

  private final String file;
  private final RuleMaker maker;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<SourceRule> failures = new ArrayList<>();

  /// A rule and its place in the order.
  private record Candidate(String source, SourceValue rule, BigDecimal order, Instant updatedAt) {}

  private AutomationRules(String file, CardDefaults defaults) {
    this.file = file;
    this.maker = new RuleMaker("Security Hub's automation rules", defaults);
  }

  /// Reads a file.
  ///
  /// @param file what errors call it
  /// @param content JSON or YAML: one rule, a list of rules, what the command line of AWS prints, a
  ///     template, a state; in JSON several of them one after another
  /// @throws UnreadableSourceException where it is neither JSON nor YAML, or nothing of these
  public static ImportResult read(String file, byte[] content, CardDefaults defaults)
      throws UnreadableSourceException {
    var rules = new AutomationRules(file, defaults);
    for (Object value : values(file, content)) {
      rules.add(value);
    }
    return rules.imports();
  }

  private static List<Object> values(String file, byte[] content) throws UnreadableSourceException {
    if (JsonSource.isJson(content)) {
      return JsonSource.read(file, content);
    }
    YamlSource source = YamlSource.read(file, content);
    if (!source.replaced().isEmpty()) {
      throw source.replaced().getFirst().refused(file);
    }
    // A template's values get their types later, where it is known that they are a rule's.
    Object root = source.root();
    if (root instanceof Map<?, ?> members && CloudFormationRules.isTemplate(members)) {
      return List.of(members);
    }
    Object typed = LooseTypes.of(root);
    return typed == null ? List.of() : List.of(typed);
  }

  private void add(Object value) throws UnreadableSourceException {
    switch (value) {
      case List<?> elements -> {
        for (Object element : elements) {
          add(element);
        }
      }
      case Map<?, ?> members when CloudFormationRules.isTemplate(members) -> {
        CloudFormationRules template = CloudFormationRules.of(members);
        failures.addAll(template.failures());
        template.rules().forEach(this::rule);
      }
      case Map<?, ?> members when TerraformRules.isTerraform(members) ->
          TerraformRules.of(file, members).forEach(this::rule);
      case Map<?, ?> members when LISTS.stream().anyMatch(members::containsKey) -> wrapper(members);
      case Map<?, ?> members when TELLING.stream().anyMatch(members::containsKey) ->
          numbered(members);
      default ->
          throw new UnreadableSourceException(
              file,
              "neither an automation rule nor a list of them, such as 'aws securityhub"
                  + " batch-get-automation-rules' prints, nor a CloudFormation template, nor what"
                  + " 'terraform show -json' prints");
    }
  }

  private void wrapper(Map<?, ?> members) throws UnreadableSourceException {
    for (Object name : members.keySet()) {
      if (!WRAPPER.contains(String.valueOf(name))) {
        throw new UnreadableSourceException(
            file, "%s is no member that is known beside Rules".formatted(name));
      }
    }
    if (members.get("NextToken") != null) {
      failures.add(
          new NotImported(
              "rules that are not in the file",
              "the list goes on after NextToken: print the rules one by one"));
    }
    for (String list : List.of("Rules", "AutomationRules")) {
      if (members.containsKey(list)) {
        if (!(members.get(list) instanceof List<?> rules)) {
          throw new UnreadableSourceException(file, list + " is no list");
        }
        rules.forEach(this::numbered);
      }
    }
    if (members.get("UnprocessedAutomationRules") instanceof List<?> unprocessed) {
      for (Object rule : unprocessed) {
        SourceValue part = new SourceValue("", rule);
        failures.add(
            new NotImported(
                "rule " + part.at("RuleArn").value(),
                "Security Hub did not print it: %s".formatted(part.at("ErrorMessage").value())));
      }
    }
  }

  private void numbered(Object rule) {
    rule(WrittenRule.of("rule %d".formatted(candidates.size() + failures.size() + 1), rule));
  }

  private void rule(WrittenRule written) {
    SourceValue rule = written.rule();
    try {
      rule.members();
      candidates.add(
          new Candidate(
              written.source(),
              rule,
              order(rule.at("RuleOrder")),
              updatedAt(rule.at("UpdatedAt"))));
    } catch (RefusedException e) {
      failures.add(new NotImported(written.source(), e.reason()));
    }
  }

  private static BigDecimal order(SourceValue order) throws RefusedException {
    order.number();
    return new BigDecimal(String.valueOf(order.value()));
  }

  /// A text, or seconds since 1970, as the command line of AWS prints times where it is set up so.
  private static Instant updatedAt(SourceValue time) throws RefusedException {
    if (time.isAbsent()) {
      return Instant.EPOCH;
    }
    if (time.value() instanceof Number seconds) {
      return Instant.ofEpochMilli(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
    }
    String text = time.text();
    return Times.read(text)
        .orElseThrow(
            () ->
                new RefusedException("%s is '%s', which is no time".formatted(time.name(), text)));
  }

  private ImportResult imports() throws UnreadableSourceException {
    if (candidates.size() > SourceValue.MOST_ELEMENTS) {
      throw new UnreadableSourceException(
          file,
          "it has %d automation rules; at most %d are read, and Security Hub takes 100"
              .formatted(candidates.size(), SourceValue.MOST_ELEMENTS));
    }
    List<SourceRule> sourceRules = new ArrayList<>();
    candidates.stream()
        .sorted(Comparator.comparing(Candidate::order).thenComparing(Candidate::updatedAt))
        .forEach(candidate -> sourceRules.add(sourceRule(candidate)));
    sourceRules.addAll(failures);
    return new ImportResult(sourceRules);
  }

  private SourceRule sourceRule(Candidate candidate) {
    SourceValue rule = candidate.rule();
    try {
      boolean isSecondVersion = isSecondVersion(rule);
      rule.members(isSecondVersion ? RULE_V2 : RULE);
      if (!rule.at(STATUS).isAbsent()
          && rule.at(STATUS).oneOf(Set.of("ENABLED", "DISABLED")).equals("DISABLED")) {
        return new LeftOut(candidate.source(), "it is DISABLED in Security Hub");
      }
      return isSecondVersion ? secondVersion(candidate) : firstVersion(candidate);
    } catch (RefusedException e) {
      return new NotImported(
          candidate.source(),
          e.reason()
              + (Boolean.TRUE.equals(rule.at("IsTerminal").value())
                  ? "; it is terminal, so without it later rules get the findings that it keeps"
                      + " from them"
                  : ""));
    } catch (IllegalArgumentException e) {
      return new NotImported(candidate.source(), String.valueOf(e.getMessage()));
    }
  }

  private static boolean isSecondVersion(SourceValue rule) throws RefusedException {
    SourceValue criteria = rule.at("Criteria");
    if (criteria.isAbsent()) {
      throw new RefusedException(
          "it has no Criteria: print whole rules, with batch-get-automation-rules or"
              + " get-automation-rule-v2, for the list commands leave them out");
    }
    return !criteria.at(OCSF_CRITERIA).isAbsent() || !rule.at("RuleId").isAbsent();
  }

  private SourceRule firstVersion(Candidate candidate) throws RefusedException {
    SourceValue rule = candidate.rule();
    AutomationCriteria criteria = AutomationCriteria.read(rule.at("Criteria"));
    AutomationAction action = AutomationAction.read(onlyAction(rule));
    List<String> notes = new ArrayList<>(criteria.notes());
    notes.addAll(action.notes());
    notes.addAll(notes(candidate));
    boolean isTerminal = !rule.at("IsTerminal").isAbsent() && rule.at("IsTerminal").truth();
    return maker.rule(
        candidate.source(), sign(rule, isTerminal), criteria.when(), action.actions(), notes);
  }

  private SourceRule secondVersion(Candidate candidate) throws RefusedException {
    SourceValue rule = candidate.rule();
    rule.at("Criteria").members(Set.of(OCSF_CRITERIA));
    OcsfCriteria criteria = OcsfCriteria.read(rule.at("Criteria").at(OCSF_CRITERIA));
    AutomationAction action = AutomationAction.readOcsf(onlyAction(rule));
    List<String> notes = new ArrayList<>(criteria.notes());
    notes.addAll(action.notes());
    notes.addAll(notes(candidate));
    return maker.rule(
        candidate.source(), sign(rule, false), criteria.when(), action.actions(), notes);
  }

  /// What is taken for granted, and what is left behind.
  private List<String> notes(Candidate candidate) {
    List<String> notes = new ArrayList<>();
    SourceValue rule = candidate.rule();
    if (rule.at(STATUS).isAbsent()) {
      notes.add("its RuleStatus is missing and taken as ENABLED");
    }
    List<String> leftBehind =
        WITHOUT_EFFECT.stream().filter(name -> !rule.at(name).isAbsent()).toList();
    if (!leftBehind.isEmpty()) {
      notes.add(
          "%s not taken over, for nothing the rule does hangs on that"
              .formatted(
                  String.join(" and ", leftBehind) + (leftBehind.size() == 1 ? " is" : " are")));
    }
    if (rule.at("UpdatedAt").isAbsent()
        && candidates.stream()
                .filter(other -> other.order().compareTo(candidate.order()) == 0)
                .limit(2)
                .count()
            > 1) {
      notes.add(
          "another rule has the same RuleOrder, and which of them was updated first, and so runs"
              + " first, the file does not say: they keep their order in it");
    }
    return notes;
  }

  private static SourceValue onlyAction(SourceValue rule) throws RefusedException {
    List<SourceValue> actions = rule.at("Actions").filledList();
    for (SourceValue action : actions) {
      if ("EXTERNAL_INTEGRATION".equals(action.at("Type").value())) {
        throw new RefusedException(
            "it hands findings to an external integration, and Quell changes findings and calls"
                + " nobody else");
      }
    }
    if (actions.size() > 1) {
      throw new RefusedException(
          "it has %d actions; an automation rule has one".formatted(actions.size()));
    }
    return actions.getFirst();
  }

  private static Sign sign(SourceValue rule, boolean isTerminal) throws RefusedException {
    String name = rule.at("RuleName").text();
    Optional<String> description = rule.at("Description").optionalText();
    return new Sign(
        name,
        name,
        description.orElse("Imported from the automation rule '%s'.".formatted(name)),
        rule.at("CreatedBy").optionalText(),
        isTerminal);
  }
}
