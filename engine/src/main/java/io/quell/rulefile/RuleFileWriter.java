package io.quell.rulefile;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes rules as `rules.yaml`. What [RuleFile] reads of it decides as the rules do.
public final class RuleFileWriter {
  private static final int WIDTH = 118;

  private RuleFileWriter() {}

  /// The file.
  ///
  /// @param header lines to put on top, as comments
  /// @param rules the rules, in order
  /// @param comments lines to put above a rule, as comments, by the rule's id
  /// @throws IllegalArgumentException where a rule sets one field twice
  public static String text(
      List<String> header, List<FixedRule> rules, Map<String, List<String>> comments) {
    var text = new StringBuilder("# yaml-language-server: $schema=rules.schema.json\n");
    header.forEach(line -> text.append(comment(line)).append('\n'));
    text.append(rules.isEmpty() ? "rules: []\n" : "rules:\n");
    for (FixedRule rule : rules) {
      comments
          .getOrDefault(rule.card().id(), List.of())
          .forEach(line -> text.append("  ").append(comment(line)).append('\n'));
      text.append(entry(rule));
    }
    return text.toString();
  }

  private static String comment(String line) {
    return ("# " + line.replaceAll("\\R|[^\\P{C}]", " ")).stripTrailing();
  }

  private static String entry(FixedRule rule) {
    var dump =
        new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .setSplitLines(true)
                .build());
    return dump.dumpToString(List.of(members(rule)))
        .lines()
        .map(line -> line.isEmpty() ? line : "  " + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Map<String, Object> members(FixedRule rule) {
    Card card = rule.card();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(CardReader.ID, card.id());
    members.put(CardReader.TITLE, card.title());
    members.put(CardReader.REASON, card.reason());
    members.put(CardReader.OWNER, card.owner());
    card.agreedIn().ifPresent(ticket -> members.put(CardReader.TICKET, ticket));
    if (card.from() != null) {
      members.put(CardReader.FROM, card.from().toString());
    }
    if (card.expires() != null) {
      members.put(CardReader.EXPIRES, card.expires().toString());
    }
    if (card.terminal()) {
      members.put(CardReader.TERMINAL, true);
    }
    if (card.suppressesCritical()) {
      members.put(CardReader.SUPPRESSES_CRITICAL, true);
    }
    putCriteria(rule.when(), members);
    members.put(RuleReader.THEN, DecisionWriter.mapping(rule.then()));
    return members;
  }

  /// What must not hold stands apart, as exceptions are best read.
  private static void putCriteria(Criteria criteria, Map<String, Object> members) {
    List<Criteria> parts = criteria instanceof Criteria.AllOf(var all) ? all : List.of(criteria);
    List<Criteria> wanted = new ArrayList<>();
    List<Object> exceptions = new ArrayList<>();
    for (Criteria part : parts) {
      if (part instanceof Criteria.Not(var exception) && !isAbsence(exception)) {
        exceptions.add(CriteriaWriter.mapping(exception));
      } else {
        wanted.add(part);
      }
    }
    members.put(RuleReader.WHEN, CriteriaWriter.mapping(Criteria.allOf(wanted)));
    if (!exceptions.isEmpty()) {
      members.put(RuleReader.UNLESS, exceptions.size() == 1 ? exceptions.getFirst() : exceptions);
    }
  }

  private static boolean isAbsence(Criteria exception) {
    return exception instanceof Criteria.Test(_, Condition.Exists _);
  }
}
