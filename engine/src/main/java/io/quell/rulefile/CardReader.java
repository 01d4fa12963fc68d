package io.quell.rulefile;

import io.quell.rule.Card;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.update.Action;
import io.quell.update.Change;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a rule is. What it may change follows from what it does change, unless it is written
/// down.
final class CardReader {
  static final String ID = "id";
  static final String TITLE = "title";
  static final String REASON = "reason";
  static final String OWNER = "owner";
  static final String TICKET = "ticket";
  static final String FROM = "from";
  static final String EXPIRES = "expires";
  static final String TERMINAL = "terminal";
  static final String SUPPRESSES_CRITICAL = "suppresses-critical";
  static final String CHANGES = "changes";
  /// The members of a rule that are its card's, in the order they are best read.
  static final List<String> MEMBERS =
      List.of(
          ID, TITLE, REASON, OWNER, TICKET, FROM, EXPIRES, TERMINAL, SUPPRESSES_CRITICAL, CHANGES);

  private final Problems problems;

  CardReader(Problems problems) {
    this.problems = problems;
  }

  /// The card; empty, with a problem for each wrong member, where it cannot be read.
  Optional<Card> card(Mapping rule, List<Action> then) {
    int before = problems.count();
    String ticket = rule.members().containsKey(TICKET) ? text(rule, TICKET) : null;
    Map<String, String> wrong =
        Card.wrongTexts(
            text(rule, ID), text(rule, TITLE), text(rule, REASON), text(rule, OWNER), ticket);
    wrong.forEach((element, wanted) -> wrong(rule, element, wanted));
    LocalDate from = day(rule, FROM);
    LocalDate expires = day(rule, EXPIRES);
    if (from != null && expires != null && expires.isBefore(from)) {
      wrong(rule, EXPIRES, "a day not before " + from);
    }
    boolean terminal = truth(rule, TERMINAL);
    boolean suppressesCritical = truth(rule, SUPPRESSES_CRITICAL);
    Set<Change> changes = changes(rule, then);
    if (problems.count() > before || then.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Card.builder(text(rule, ID), text(rule, TITLE), text(rule, REASON), text(rule, OWNER))
            .ticket(ticket)
            .from(from)
            .expires(expires)
            .terminal(terminal)
            .changes(changes)
            .narrowedTo(then)
            .suppressesCritical(suppressesCritical)
            .build());
  }

  private Set<Change> changes(Mapping rule, List<Action> then) {
    Set<Change> needed = EnumSet.noneOf(Change.class);
    then.forEach(action -> needed.add(action.change()));
    Node.Member member = rule.members().get(CHANGES);
    if (member == null) {
      return needed;
    }
    List<Node> items =
        member.value() instanceof Sequence sequence ? sequence.items() : List.of(member.value());
    Set<Change> allowed = EnumSet.noneOf(Change.class);
    for (Node item : items) {
      Optional<Change> change =
          Arrays.stream(Change.values())
              .filter(
                  candidate ->
                      item instanceof Scalar scalar && candidate.name().equals(scalar.text()))
              .findFirst();
      change.ifPresentOrElse(
          allowed::add,
          () ->
              problems.wrong(
                  item,
                  CHANGES,
                  Arrays.stream(Change.values())
                      .map(Change::name)
                      .collect(Collectors.joining(", "))));
    }
    if (allowed.size() == items.size() && !allowed.containsAll(needed)) {
      problems.add(
          member.mark(),
          "changes allows %s, but what the rule decides needs %s".formatted(allowed, needed));
    }
    return allowed;
  }

  /// The text of a member, or an empty one, which no card takes.
  private static String text(Mapping rule, String name) {
    return rule.members().get(name) instanceof Node.Member(_, Scalar scalar) && !scalar.isNothing()
        ? scalar.text()
        : "";
  }

  private void wrong(Mapping rule, String name, String wanted) {
    Node.Member member = rule.members().get(name);
    if (member == null) {
      problems.add(rule.mark(), "%s is missing; it has to be %s".formatted(name, wanted));
    } else {
      problems.wrong(member.value(), name, wanted);
    }
  }

  private @Nullable LocalDate day(Mapping rule, String name) {
    if (!rule.members().containsKey(name)) {
      return null;
    }
    try {
      return LocalDate.parse(text(rule, name));
    } catch (DateTimeException e) {
      wrong(rule, name, "a day such as 2027-01-31");
      return null;
    }
  }

  private boolean truth(Mapping rule, String name) {
    if (!rule.members().containsKey(name)) {
      return false;
    }
    String text = text(rule, name);
    if (!text.equals("true") && !text.equals("false")) {
      wrong(rule, name, "true or false");
    }
    return text.equals("true");
  }
}
