package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import io.quell.compile.pattern.matcher.Size;
import io.quell.compile.pattern.matcher.TextTests;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Rule;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import io.quell.update.ReservedFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An event pattern for imported findings: open ones, and of those all or some that rules could
/// match; or those that carry a mark of Quell's.
///
/// Open is a finding that is active and NEW or NOTIFIED (ASFF), or has a `status_id` of 0, 1 or 2
/// and no `activity_id` that says that its provider has closed it (OCSF); one that does not say is
/// open too. Of findings with another status only those with a mark are taken. The engine has the
/// same meaning of open ([Marks#closed]).
///
/// @param json the event pattern, as EventBridge takes it
public record FindingPattern(Map<String, Object> json) {
  /// The source of all of Security Hub's events.
  public static final String SOURCE = "aws.securityhub";
  /// The detail-type of an ASFF finding's event.
  public static final String ASFF_IMPORTED = "Security Hub Findings - Imported";
  /// The detail-type of an OCSF finding's event.
  public static final String OCSF_IMPORTED = "Findings Imported V2";
  /// The most characters of a pattern (EventBridge quotas, event pattern size).
  public static final int LONGEST = 2_048;
  /// The most event rules for one rule book. EventBridge has 100 on a bus in the smallest Regions,
  /// which others use too.
  public static final int MOST_EVENT_RULES = 30;

  /// What the marks have in common that were written before books had a name.
  private static final String FORMER_RULES = "quell.rules";
  private static final Matcher FORMER_COMMENT = TextTests.wildcard(List.of("", " rules=", "]"));

  private static final String ACTIVITY_MEMBER = "activity_id";
  private static final MemberPath ACTIVITY = MemberPath.of(ACTIVITY_MEMBER);

  public FindingPattern {
    int length = Size.of(json);
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "an event pattern has at most %d characters, but this one has %d: %s"
              .formatted(LONGEST, length, json));
    }
  }

  /// All open findings, whatever the rules are: for rules that are not known yet.
  public static FindingPattern open(Set<Format> formats) {
    Map<Format, List<PatternAlternative>> everything = new EnumMap<>(Format.class);
    formats.forEach(format -> everything.put(format, List.of(PatternAlternative.EVERYTHING)));
    return taking(everything);
  }

  /// All findings on which a book has left a mark, whatever the rules are: only their own events
  /// show that what Quell has set is no longer wanted. A book may have set any status, so the
  /// status does not count; what the provider has archived or closed is left out.
  ///
  /// Each update of Quell's raises such an event too. It changes nothing, for a finding that has
  /// what rules want is left as it is.
  ///
  /// @param books the name of the book, and of those whose marks it takes over
  public static FindingPattern marked(Set<Format> formats, Set<String> books) {
    Map<Format, List<PatternAlternative>> marks = new EnumMap<>(Format.class);
    formats.forEach(format -> marks.put(format, marks(format, new TreeSet<>(books))));
    return new FindingPattern(jsonOf(marks, FindingPattern::active));
  }

  private static List<PatternAlternative> marks(Format format, SortedSet<String> books) {
    boolean takesFormer = books.contains(Marking.UNNAMED);
    return switch (format) {
      case ASFF ->
          Stream.concat(
                  Stream.of(asff(ReservedFields.BOOK, Matchers.exactly(books))),
                  takesFormer
                      ? Stream.of(asff(FORMER_RULES, Set.of(Matchers.PRESENT)))
                      : Stream.empty())
              .toList();
      case OCSF ->
          List.of(
              PatternAlternative.of(
                  Map.of(
                      MemberPath.of("comment"),
                      Stream.concat(
                              books.stream()
                                  .map(
                                      book ->
                                          TextTests.wildcard(List.of("", Marks.opening(book), ""))),
                              takesFormer ? Stream.of(FORMER_COMMENT) : Stream.empty())
                          .collect(Collectors.toSet()))));
    };
  }

  private static PatternAlternative asff(String field, Set<Matcher> matchers) {
    return PatternAlternative.of(Map.of(MemberPath.of("UserDefinedFields", field), matchers));
  }

  /// The tightest patterns that a few event rules have room for and that let through every open
  /// finding that one of the rules could match. None where no rule could match any finding.
  ///
  /// @param rules in force or not: a template must not depend on the day
  public static List<FindingPattern> of(Collection<? extends Rule> rules, Set<Format> formats) {
    return PatternCompiler.compile(rules.stream().map(Rule::when).toList(), formats);
  }

  /// What takes open findings that are like one of the alternatives of their format.
  ///
  /// @param alternatives at least one, and of each format that is in it at least one
  static FindingPattern taking(Map<Format, List<PatternAlternative>> alternatives) {
    return new FindingPattern(jsonOf(alternatives, FindingPattern::openAndActive));
  }

  static int sizeOf(Map<Format, List<PatternAlternative>> alternatives) {
    return Size.of(jsonOf(alternatives, FindingPattern::openAndActive));
  }

  private static Map<String, Object> jsonOf(
      Map<Format, List<PatternAlternative>> alternatives,
      Function<Format, Map<String, Object>> common) {
    List<Map<String, Object>> branches = new ArrayList<>();
    alternatives.forEach(
        (format, ofFormat) -> {
          Map<String, Object> findings = new LinkedHashMap<>(common.apply(format));
          if (ofFormat.stream().anyMatch(one -> one.places().contains(ACTIVITY))) {
            findings.remove(ACTIVITY_MEMBER); // a pattern cannot test a member twice
          }
          findings.putAll(Branches.of(ofFormat));
          branches.add(branch(format, findings));
        });
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("source", List.of(SOURCE));
    // EventBridge refuses an $or of one branch.
    members.putAll(branches.size() == 1 ? branches.getFirst() : Map.of("$or", branches));
    return members;
  }

  private static Map<String, Object> branch(Format format, Map<String, Object> findings) {
    Map<String, Object> branch = new LinkedHashMap<>();
    branch.put(
        "detail-type",
        List.of(
            switch (format) {
              case ASFF -> ASFF_IMPORTED;
              case OCSF -> OCSF_IMPORTED;
            }));
    branch.put("detail", Map.of("findings", findings));
    return branch;
  }

  /// What makes a finding open, as far as its values can be listed.
  static PatternAlternative open(Format format) {
    return switch (format) {
      case ASFF ->
          PatternAlternative.of(
              Map.of(
                  MemberPath.of("RecordState"),
                  Matchers.absentOr(List.of(Finding.ACTIVE)),
                  MemberPath.of("Workflow", "Status"),
                  Matchers.absentOr(
                      Arrays.stream(WorkflowStatus.values())
                          .filter(WorkflowStatus::isOpen)
                          .map(Enum::name)
                          .toList())));
      case OCSF ->
          PatternAlternative.of(
              Map.of(
                  MemberPath.of("status_id"),
                  Matchers.absentOr(
                      Arrays.stream(OcsfStatus.values())
                          .filter(OcsfStatus::isOpen)
                          .map(OcsfStatus::id)
                          .toList())));
    };
  }

  private static Map<String, Object> openAndActive(Format format) {
    Map<String, Object> members = new LinkedHashMap<>(open(format).json());
    members.putAll(active(format));
    return members;
  }

  /// What the provider has neither archived nor closed. A finding need not say so, and
  /// `anything-but` does not take what is absent.
  private static Map<String, Object> active(Format format) {
    return switch (format) {
      case ASFF -> Map.of("RecordState", List.of(Finding.ACTIVE, Map.of("exists", false)));
      case OCSF ->
          Map.of(
              ACTIVITY_MEMBER,
              List.of(Map.of("exists", false), Map.of("anything-but", OcsfFinding.CLOSE)));
    };
  }

  /// How many characters EventBridge counts at most.
  public int length() {
    return Size.of(json);
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
