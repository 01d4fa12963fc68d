package io.quell.rulefile;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.word.AcceptMember;
import io.quell.rulefile.word.ExampleMember;
import io.quell.rulefile.word.FileMember;
import io.quell.rulefile.word.RuleMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  /// @param history what is said of rules that have left, got another id, or do not run
  /// @param comments lines to put above a rule, as comments, by the rule's id
  /// @throws IllegalArgumentException where a rule sets one field twice
  public static String text(
      List<String> header,
      List<FixedRule> rules,
      RuleHistory history,
      Map<String, List<String>> comments) {
    var text =
        new StringBuilder(
            "# yaml-language-server: $schema=%s\n".formatted(RuleFileSchema.FILE_NAME));
    header.forEach(line -> text.append(comment(line)).append('\n'));
    text.append("%s: %d\n\n".formatted(FileMember.VERSION.word(), RuleFile.FORM));
    text.append(rules.isEmpty() ? "rules: []\n" : "rules:\n");
    for (FixedRule rule : rules) {
      comments
          .getOrDefault(rule.card().id(), List.of())
          .forEach(line -> text.append("  ").append(comment(line)).append('\n'));
      text.append(entry(rule));
    }
    Map<String, Object> members = members(history);
    return members.isEmpty() ? text.toString() : text.append(dumped(members)).toString();
  }

  private static Map<String, Object> members(RuleHistory history) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!history.removed().isEmpty()) {
      members.put(RuleHistory.REMOVED, List.copyOf(history.removed()));
    }
    if (!history.moved().isEmpty()) {
      members.put(RuleHistory.MOVED, history.moved());
    }
    if (!history.suspended().isEmpty()) {
      members.put(RuleHistory.SUSPENDED, List.copyOf(history.suspended()));
    }
    return members;
  }

  private static String comment(String line) {
    return ("# " + line.replaceAll("\\R|[^\\P{C}]", " ")).stripTrailing();
  }

  private static String dumped(Object value) {
    return new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .setSplitLines(true)
                .build())
        .dumpToString(value);
  }

  private static String entry(FixedRule rule) {
    return dumped(List.of(members(rule)))
        .lines()
        .map(line -> line.isEmpty() ? line : "  " + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Map<String, Object> members(FixedRule rule) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (RuleMember member : RuleMember.values()) {
      Object value = value(rule, member);
      if (value != null) {
        members.put(member.word(), value);
      }
    }
    return members;
  }

  /// What is written of a rule, or null where a rule without it is the same rule.
  private static @Nullable Object value(FixedRule rule, RuleMember member) {
    Card card = rule.card();
    return switch (member) {
      case ID -> card.id();
      case TITLE -> card.title();
      case REASON -> card.reason();
      case OWNER -> card.owner();
      case TICKET -> card.ticket();
      case FROM -> card.from() == null ? null : card.from().toString();
      case EXPIRES -> card.expires() == null ? null : card.expires().toString();
      case TERMINAL -> card.terminal() ? true : null;
      case SUPPRESSES_CRITICAL -> card.suppressesCritical() ? true : null;
      case IMPORTED_FROM -> card.importedFrom();
      case ACCEPT -> card.accepts().isEmpty() ? null : accepts(card.accepts());
      case CHANGES -> null; // it follows from what the rule decides
      case WHEN ->
          CriteriaWriter.mapping(
              Criteria.allOf(
                  parts(rule.when()).stream().filter(part -> exception(part).isEmpty()).toList()));
      case UNLESS -> exceptions(rule.when());
      case THEN -> DecisionWriter.mapping(rule.then());
      case EXAMPLES -> examples(rule.examples());
    };
  }

  private static @Nullable Object examples(@Nullable List<Example> examples) {
    if (examples == null || examples.isEmpty()) {
      return null;
    }
    Map<String, List<Object>> members = new LinkedHashMap<>();
    for (Example example : examples) {
      ExampleMember member = example.isMatched() ? ExampleMember.MATCHES : ExampleMember.PASSES;
      members
          .computeIfAbsent(member.word(), _ -> new ArrayList<>())
          .add(
              switch (example.given()) {
                case DescribedFinding(var fields) -> CriteriaWriter.mapping(fields);
                case Example.FindingInFile(var path) -> path;
              });
    }
    return members;
  }

  private static List<Map<String, Object>> accepts(List<Acceptance> accepts) {
    return accepts.stream()
        .map(
            accept -> {
              Map<String, Object> members = new LinkedHashMap<>();
              members.put(AcceptMember.CHECK.word(), accept.check());
              accept.other().ifPresent(id -> members.put(AcceptMember.WITH.word(), id));
              members.put(AcceptMember.REASON.word(), accept.reason());
              return members;
            })
        .toList();
  }

  private static List<Criteria> parts(Criteria criteria) {
    return criteria instanceof Criteria.AllOf(var all) ? all : List.of(criteria);
  }

  /// What must not hold stands apart, as exceptions are best read.
  private static @Nullable Object exceptions(Criteria criteria) {
    List<Map<String, Object>> exceptions =
        parts(criteria).stream()
            .flatMap(part -> exception(part).stream())
            .map(CriteriaWriter::mapping)
            .toList();
    return switch (exceptions.size()) {
      case 0 -> null;
      case 1 -> exceptions.getFirst();
      default -> exceptions;
    };
  }

  private static Optional<Criteria> exception(Criteria part) {
    return part instanceof Criteria.Not(var exception)
            && !(exception instanceof Criteria.Test(_, Condition.Exists _))
        ? Optional.of(exception)
        : Optional.empty();
  }
}
