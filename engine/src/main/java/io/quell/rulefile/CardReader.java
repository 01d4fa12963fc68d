package io.quell.rulefile;

import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Position;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.word.AcceptMember;
import io.quell.rulefile.word.RuleMember;
import io.quell.rulefile.word.Word;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.value.Times;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Reads what a rule is. What it may change follows from what it does change, unless it is written
/// down.
final class CardReader {
  private static final Map<String, AcceptMember> ACCEPT_MEMBERS =
      Word.byWord(AcceptMember.values());

  private final Problems problems;
  private final ValueReader values;

  CardReader(Problems problems) {
    this.problems = problems;
    this.values = new ValueReader(problems);
  }

  /// The card; empty, with a problem for each wrong member, where it cannot be read.
  Optional<Card> card(Position position, Map<RuleMember, Member> members, List<Action> then) {
    int before = problems.count();
    String id = text(members, RuleMember.ID);
    String title = text(members, RuleMember.TITLE);
    String reason = text(members, RuleMember.REASON);
    String owner = text(members, RuleMember.OWNER);
    String ticket =
        members.containsKey(RuleMember.TICKET) ? text(members, RuleMember.TICKET) : null;
    Card.wrongTexts(id, title, reason, owner, ticket)
        .forEach((element, wanted) -> wrong(position, members, element, wanted));
    LocalDate from = value(members, RuleMember.FROM, this::day).orElse(null);
    LocalDate expires = value(members, RuleMember.EXPIRES, this::day).orElse(null);
    if (from != null && expires != null && expires.isBefore(from)) {
      wrong(position, members, RuleMember.EXPIRES.word(), "a day not before " + from);
    }
    boolean terminal = value(members, RuleMember.TERMINAL, values::truth).orElse(false);
    boolean suppressesCritical =
        value(members, RuleMember.SUPPRESSES_CRITICAL, values::truth).orElse(false);
    String importedFrom = value(members, RuleMember.IMPORTED_FROM, this::name).orElse(null);
    List<Acceptance> accepts = accepts(members);
    Set<Change> changes = changes(members, then);
    if (problems.count() > before || then.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Card.builder(id, title, reason, owner)
            .ticket(ticket)
            .from(from)
            .expires(expires)
            .terminal(terminal)
            .changes(changes)
            .narrowedTo(then)
            .suppressesCritical(suppressesCritical)
            .importedFrom(importedFrom)
            .accepts(accepts)
            .build());
  }

  private Set<Change> changes(Map<RuleMember, Member> members, List<Action> then) {
    Set<Change> needed = EnumSet.noneOf(Change.class);
    then.forEach(action -> needed.add(action.change()));
    Member member = members.get(RuleMember.CHANGES);
    if (member == null) {
      return needed;
    }
    Set<Change> allowed = EnumSet.noneOf(Change.class);
    ValueReader.all(
            member.value().items(),
            item -> values.constant(RuleMember.CHANGES.word(), item, List.of(Change.values())))
        .ifPresent(
            read -> {
              allowed.addAll(read);
              if (!allowed.containsAll(needed)) {
                problems.add(
                    member.position(),
                    "changes allows %s, but what the rule decides needs %s"
                        .formatted(allowed, needed));
              }
            });
    return allowed;
  }

  private List<Acceptance> accepts(Map<RuleMember, Member> members) {
    Member member = members.get(RuleMember.ACCEPT);
    List<Acceptance> accepts = new ArrayList<>();
    if (member != null) {
      member.value().items().forEach(item -> accept(item).ifPresent(accepts::add));
    }
    return accepts;
  }

  private Optional<Acceptance> accept(Node node) {
    if (!(node instanceof Mapping mapping)) {
      return problems.wrong(
          node,
          RuleMember.ACCEPT.word(),
          "a list of mappings with the members " + String.join(", ", ACCEPT_MEMBERS.keySet()));
    }
    int before = problems.count();
    Map<AcceptMember, String> texts = new EnumMap<>(AcceptMember.class);
    mapping
        .members()
        .forEach(
            (name, member) -> {
              AcceptMember known = ACCEPT_MEMBERS.get(name);
              if (known == null) {
                problems.unknown(
                    member.position(), "member of accept", name, ACCEPT_MEMBERS.keySet());
              } else {
                accepted(known, member.value()).ifPresent(text -> texts.put(known, text));
              }
            });
    for (AcceptMember member : AcceptMember.values()) {
      if (member.isRequired() && !mapping.members().containsKey(member.word())) {
        problems.add(
            mapping.position(),
            "an accept has no %s; it has to be %s".formatted(member.word(), allowed(member)));
      }
    }
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(
            new Acceptance(
                texts.getOrDefault(AcceptMember.CHECK, ""),
                texts.get(AcceptMember.WITH),
                texts.getOrDefault(AcceptMember.REASON, "")));
  }

  private Optional<String> accepted(AcceptMember member, Node node) {
    return values.scalar(
        "%s under %s".formatted(member.word(), RuleMember.ACCEPT.word()),
        node,
        allowed(member),
        scalar ->
            Optional.of(scalar.text())
                .filter(text -> !scalar.isNothing())
                .filter(
                    switch (member) {
                      case CHECK -> Acceptance::isCheck;
                      case WITH -> Card::isId;
                      case REASON -> text -> !text.isBlank();
                    }));
  }

  private static String allowed(AcceptMember member) {
    return switch (member) {
      case CHECK -> Acceptance.CHECK_FORM;
      case WITH -> "the id of a rule, " + Card.ID_FORM;
      case REASON -> "a text that says why it is right as it is";
    };
  }

  private Optional<String> name(String what, Node node) {
    return values.scalar(
        what,
        node,
        Card.NAME_FORM,
        scalar ->
            Optional.of(scalar.text()).filter(text -> !scalar.isNothing() && Card.isName(text)));
  }

  /// The text of a member, or an empty one, which no card takes.
  private static String text(Map<RuleMember, Member> members, RuleMember name) {
    return members.get(name) instanceof Member(_, Scalar scalar) && !scalar.isNothing()
        ? scalar.text()
        : "";
  }

  private void wrong(
      Position position, Map<RuleMember, Member> members, String name, String wanted) {
    Member member = members.get(RuleReader.MEMBERS.get(name));
    if (member == null) {
      problems.add(position, "%s is missing; it has to be %s".formatted(name, wanted));
    } else {
      problems.wrong(member.value(), name, wanted);
    }
  }

  private static <T> Optional<T> value(
      Map<RuleMember, Member> members,
      RuleMember name,
      BiFunction<String, Node, Optional<T>> reader) {
    return Optional.ofNullable(members.get(name))
        .flatMap(member -> reader.apply(name.word(), member.value()));
  }

  private Optional<LocalDate> day(String what, Node node) {
    return values.scalar(
        what, node, "a day such as 2027-01-31", scalar -> Times.day(scalar.text()));
  }
}
