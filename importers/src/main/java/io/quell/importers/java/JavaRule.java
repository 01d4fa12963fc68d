package io.quell.importers.java;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Accept;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A rule as a rule class.
final class JavaRule {
  private static final Set<String> VERBS =
      Set.of(
          "suppress",
          "lower",
          "raise",
          "set",
          "resolve",
          "note",
          "mark",
          "notify",
          "reopen",
          "escalate",
          "downgrade",
          "upgrade",
          "ignore",
          "accept");

  private JavaRule() {}

  /// The name of the class, its verb first.
  static String className(FixedRule rule) {
    String[] words = rule.card().id().split("-", -1);
    String name =
        Arrays.stream(words)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    return VERBS.contains(words[0]) ? name : verb(rule.then().actions()) + name;
  }

  private static String verb(List<Action> actions) {
    if (actions.contains(new Action.SetWorkflow(WorkflowStatus.SUPPRESSED))) {
      return "Suppress";
    }
    if (actions.stream().anyMatch(action -> action.change() == Change.SEVERITY)) {
      return "SetSeverityOf";
    }
    return actions.stream().anyMatch(action -> action.change() == Change.WORKFLOW)
        ? "SetStatusOf"
        : "Annotate";
  }

  /// The file.
  static String text(FixedRule rule, String name, String inPackage) {
    JavaSource java = new JavaSource(inPackage);
    String criteria = new JavaCriteria(java).expression(rule.when(), "    ");
    String decision = new JavaDecision(java).expression(rule.then());
    String body =
        """
        /// %s.
        @%s(
        %s)
        public final class %s implements %s {

          @Override
          public %s when() {
            return %s;
          }

          @Override
          public %s decide(%s finding) {
            return %s;
          }
        }
        """
            .formatted(
                JavaSource.comment(sentence(rule.card().title())),
                java.type(RuleCard.class),
                card(rule.card(), java),
                name,
                java.type(Rule.class),
                java.type(Criteria.class),
                criteria,
                java.type(Decision.class),
                java.type(Finding.class),
                decision);
    return java.file(body);
  }

  private static String sentence(String title) {
    String line = title.strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static String card(Card card, JavaSource java) {
    List<String> elements = new ArrayList<>();
    elements.add("id = " + JavaSource.text(card.id()));
    elements.add("title = " + JavaSource.text(card.title()));
    elements.add("reason = " + JavaSource.text(card.reason()));
    elements.add("owner = " + JavaSource.text(card.owner()));
    if (card.expires() != null) {
      elements.add("expires = " + JavaSource.text(card.expires().toString()));
    }
    if (card.terminal()) {
      elements.add("terminal = true");
    }
    elements.add("changes = " + constants(card.changes(), java));
    Card widest = card.toBuilder().changes(card.changes()).build();
    if (!card.severities().isEmpty() && !card.severities().equals(widest.severities())) {
      elements.add("severities = " + constants(card.severities(), java));
    }
    if (!card.workflowStatuses().isEmpty()
        && !card.workflowStatuses().equals(widest.workflowStatuses())) {
      elements.add("workflowStatuses = " + constants(card.workflowStatuses(), java));
    }
    if (card.suppressesCritical()) {
      elements.add("suppressesCritical = true");
    }
    card.source().ifPresent(tool -> elements.add("importedFrom = " + JavaSource.text(tool)));
    if (!card.accepts().isEmpty()) {
      elements.add(
          "accept = {\n"
              + card.accepts().stream()
                  .map(accept -> "      " + acceptance(accept, java))
                  .collect(Collectors.joining(",\n"))
              + "\n    }");
    }
    return elements.stream().map(element -> "    " + element).collect(Collectors.joining(",\n"));
  }

  private static String acceptance(Acceptance accept, JavaSource java) {
    return "@%s(check = %s%s, reason = %s)"
        .formatted(
            java.type(Accept.class),
            JavaSource.text(accept.check()),
            accept.other().map(id -> ", with = " + JavaSource.text(id)).orElse(""),
            JavaSource.text(accept.reason()));
  }

  private static String constants(Set<? extends Enum<?>> constants, JavaSource java) {
    List<String> names = constants.stream().map(java::constant).toList();
    return names.size() == 1 ? names.getFirst() : "{" + String.join(", ", names) + "}";
  }
}
