package io.quell.rulefile;

import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.rulefile.word.FileMember;
import io.quell.rulefile.word.RuleMember;
import io.quell.rulefile.word.Word;
import io.quell.value.QuellBuild;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A file of rules, `rules.yaml`, read in whole: either all of its rules are right, or it is
/// refused with all that is wrong. `docs/rule-file.md` describes the format.
///
/// @param rules the rules, in the file's order
/// @param history what the file says of rules that have left the book, got another id, or do not
///     run
/// @param places where each rule begins, by the rule's id
/// @param version what tells this content from another: the first 12 hexadecimal digits of its
///     SHA-256
/// @param isExamples whether the file says that its rules are examples, which no deployment
///     enforces
public record RuleFile(
    List<FixedRule> rules,
    RuleHistory history,
    Map<String, RulePlace> places,
    String version,
    boolean isExamples) {
  /// The form of the file that this Quell reads.
  public static final int FORM = 1;

  private static final String LISTS = FileMember.LISTS.word();
  private static final String RULES = FileMember.RULES.word();
  private static final Set<String> MEMBERS = Word.byWord(FileMember.values()).keySet();
  private static final int VERSION_LENGTH = 12;

  /// Where a rule begins in the file.
  ///
  /// @param line the line, from 1
  /// @param column the column, from 1
  public record RulePlace(int line, int column) {
    /// The beginning of the file.
    public static final RulePlace START = new RulePlace(1, 1);
  }

  public RuleFile {
    rules = List.copyOf(rules);
    places = Map.copyOf(places);
  }

  /// The file where it is taken without the rule classes: what it says of rules that it does not
  /// have is left out, for those may be classes.
  public RuleFile alone() {
    return new RuleFile(rules, history.within(places.keySet()), places, version, isExamples);
  }

  /// Reads a file.
  ///
  /// @param name what problems call it
  /// @param content YAML 1.2, of which JSON is a part, in UTF-8
  /// @throws RuleFileException where anything is wrong; it has all that is
  public static RuleFile read(String name, byte[] content) throws RuleFileException {
    return read(name, content, true);
  }

  /// Reads a file that is to run: the rules' examples are not looked at, and so take no time.
  ///
  /// @param name what problems call it
  /// @param content as [#read(String, byte[])] takes it
  /// @throws RuleFileException where anything else is wrong; it has all that is
  public static RuleFile readToRun(String name, byte[] content) throws RuleFileException {
    return read(name, content, false);
  }

  private static RuleFile read(String name, byte[] content, boolean withExamples)
      throws RuleFileException {
    Problems problems = new Problems(name);
    Optional<Node> root =
        JsonReader.isLikely(content)
            ? JsonReader.read(content, problems, withExamples)
            : YamlReader.read(content, problems);
    problems.throwIfAny();
    List<FixedRule> rules = new ArrayList<>();
    Map<String, RulePlace> places = new HashMap<>();
    RuleHistory history = RuleHistory.NONE;
    boolean isExamples = false;
    if (root.orElseThrow() instanceof Mapping mapping) {
      if (isNewer(mapping, problems)) {
        problems.throwIfAny();
      }
      isExamples = isExamples(mapping, problems);
      read(mapping, problems, withExamples, rules, places);
      history = new HistoryReader(problems).read(mapping, places.keySet());
    } else {
      problems.wrong(root.orElseThrow(), "the file", "a mapping with the members lists and rules");
    }
    problems.throwIfAny();
    return new RuleFile(rules, history, places, version(content), isExamples);
  }

  /// Whether the file has a later form, which is a problem. It is refused before anything else is
  /// read: what its members mean is not known here.
  private static boolean isNewer(Mapping root, Problems problems) {
    Member form = root.members().get(FileMember.VERSION.word());
    if (form == null) {
      return false;
    }
    Optional<Integer> newer =
        new ValueReader(problems)
            .whole(
                FileMember.VERSION.word(),
                form.value(),
                "the number %d".formatted(FORM),
                1,
                Integer.MAX_VALUE)
            .filter(other -> other > FORM);
    newer.ifPresent(
        other ->
            problems.add(
                form.value().position(),
                "the file has version %d and needs a newer Quell: this one is Quell %s, which reads version %d. Use a newer Quell, or write the file for version %d"
                    .formatted(other, QuellBuild.version(), FORM, FORM)));
    return newer.isPresent();
  }

  private static boolean isExamples(Mapping root, Problems problems) {
    return Optional.ofNullable(root.members().get(FileMember.EXAMPLES.word()))
        .flatMap(
            member -> new ValueReader(problems).truth(FileMember.EXAMPLES.word(), member.value()))
        .orElse(false);
  }

  private static void read(
      Mapping root,
      Problems problems,
      boolean withExamples,
      List<FixedRule> rules,
      Map<String, RulePlace> places) {
    root.members()
        .forEach(
            (name, member) -> {
              if (!MEMBERS.contains(name)) {
                problems.unknown(member.position(), "member", name, MEMBERS);
              }
            });
    ConditionReader conditions = new ConditionReader(problems);
    Member lists = root.members().get(LISTS);
    if (lists != null && lists.value() instanceof Mapping named) {
      named.members().forEach((name, member) -> conditions.define(name, member.value()));
    } else if (lists != null) {
      problems.wrong(lists.value(), LISTS, "a mapping of names to lists");
    }
    if (!(root.members().get(RULES) instanceof Member(_, Sequence sequence))) {
      problems.add(root.position(), "rules is missing, or no list; it is the list of the rules");
      return;
    }
    RuleReader reader = new RuleReader(problems, conditions, withExamples);
    for (int at = 0; at < sequence.items().size(); at++) {
      Node node = sequence.items().get(at);
      reader.rule(node, at + 1).ifPresent(rules::add);
      if (node instanceof Mapping rule
          && rule.members().get(RuleMember.ID.word()) instanceof Member(_, Scalar id)) {
        RulePlace earlier =
            places.putIfAbsent(
                id.text(), new RulePlace(rule.position().line(), rule.position().column()));
        if (earlier != null) {
          problems.add(
              id.position(),
              "the id is that of the rule on line %d already".formatted(earlier.line()));
        }
      }
    }
    problems.in(null);
  }

  /// What tells a content from another.
  static String version(byte[] content) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
          .substring(0, VERSION_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
