package io.quell.rulefile;

import io.quell.rule.Card;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Position;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What holds the rules of a stack back while it runs, without a deployment of it. Levers only take
/// away: none makes the stack do more than it is deployed to do.
///
/// @param mode how far it goes
/// @param suspended the ids of rules that set nothing and whose changes are given back
/// @param version what tells these levers from others in the log: what they do, where they come
///     from, and the first 12 hexadecimal digits of the file's SHA-256
public record Levers(Mode mode, Set<String> suspended, String version) {
  /// How far a stack goes.
  public enum Mode {
    /// As far as it is deployed to go.
    NORMAL,
    /// All is decided and logged, and nothing is changed.
    OBSERVE,
    /// Nothing new is set. What no rule wants any more is given back, and a person's release works.
    STOP_CHANGING;

    /// The word in a file, such as `stop-changing`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words() {
      return Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "));
    }
  }

  /// Nothing is held back.
  public static final Levers NORMAL = new Levers(Mode.NORMAL, Set.of(), "none");

  private static final String MODE = "mode";
  private static final String SUSPENDED = "suspended";
  private static final List<String> MEMBERS = List.of(MODE, SUSPENDED);

  public Levers {
    suspended = Collections.unmodifiableSet(new LinkedHashSet<>(suspended));
  }

  /// Whether nothing is held back.
  public boolean isNormal() {
    return mode == Mode.NORMAL && suspended.isEmpty();
  }

  /// Reads a file of levers, JSON or YAML: `{"mode": "observe", "suspended": ["some-rule"]}`. Both
  /// members may be missing, and `{}` is normal. An id need not be one of a rule: the file knows no
  /// rules.
  ///
  /// @param name what problems call it
  /// @param origin where it comes from, for the version
  /// @throws RuleFileException where anything is wrong; it has all that is
  public static Levers read(String name, byte[] content, String origin) throws RuleFileException {
    Problems problems = new Problems(name);
    if (new String(content, StandardCharsets.UTF_8)
        .lines()
        .allMatch(line -> line.isBlank() || line.startsWith("#"))) {
      problems.add(Position.START, "the file is empty; where nothing is to be held back it is {}");
    }
    problems.throwIfAny();
    Optional<Node> root =
        JsonReader.isLikely(content)
            ? JsonReader.read(content, problems, true)
            : YamlReader.read(content, problems);
    problems.throwIfAny();
    if (!(root.orElseThrow() instanceof Mapping(_, var members))) {
      problems.wrong(
          root.orElseThrow(), "the file", "a mapping with the members mode and suspended");
      problems.throwIfAny();
      throw new IllegalStateException("a problem was added");
    }
    members.forEach(
        (member, value) -> {
          if (!MEMBERS.contains(member)) {
            problems.unknown(value.position(), "member", member, MEMBERS);
          }
        });
    Mode mode = mode(members, problems);
    Set<String> suspended = suspended(members, problems);
    problems.throwIfAny();
    String held =
        suspended.isEmpty() ? mode.word() : mode.word() + " suspending " + suspended.size();
    return new Levers(
        mode, suspended, "%s %s %s".formatted(held, origin, RuleFile.version(content)));
  }

  private static Mode mode(Map<String, Member> members, Problems problems) {
    Member member = members.get(MODE);
    if (member == null) {
      return Mode.NORMAL;
    }
    return Arrays.stream(Mode.values())
        .filter(
            mode -> member.value() instanceof Scalar(_, var text, _) && mode.word().equals(text))
        .findFirst()
        .orElseGet(
            () -> {
              problems.wrong(member.value(), MODE, Mode.words());
              return Mode.NORMAL;
            });
  }

  private static Set<String> suspended(Map<String, Member> members, Problems problems) {
    Set<String> ids = new LinkedHashSet<>();
    switch (members.get(SUSPENDED)) {
      case null -> {}
      case Member(_, Sequence(_, var items)) ->
          items.forEach(
              item -> {
                if (item instanceof Scalar(_, var id, _) && Card.isId(id)) {
                  ids.add(id);
                } else {
                  problems.wrong(item, "an id under " + SUSPENDED, Card.ID_FORM);
                }
              });
      case Member(_, Node other) -> problems.wrong(other, SUSPENDED, "a list of ids of rules");
    }
    return ids;
  }
}
