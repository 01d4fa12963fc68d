package io.quell.infra.pattern;

import io.quell.finding.Format;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.infra.pattern.matcher.Matcher;
import io.quell.infra.pattern.matcher.Matchers;
import io.quell.infra.pattern.matcher.MemberPath;
import io.quell.infra.pattern.matcher.PatternAlternative;
import io.quell.infra.pattern.matcher.Size;
import io.quell.infra.pattern.matcher.TextTests;
import io.quell.rule.Rule;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import io.quell.update.ReservedFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// An event pattern for imported findings: open ones, and of those all or some that rules could
/// match; or those that carry a mark of Quell's.
///
/// Open is a finding that is active and NEW or NOTIFIED (ASFF), or has a `status_id` of 1 or 2
/// (OCSF). Of suppressed findings only those with a mark are taken, of resolved and archived ones
/// none.
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
  private static final String FORMER_SIGNATURE = " rules=";

  private static final Set<WorkflowStatus> OPEN =
      EnumSet.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED);
  private static final Set<WorkflowStatus> WATCHED =
      EnumSet.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED, WorkflowStatus.SUPPRESSED);

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

  /// All findings on which a book has left a mark, whatever the rules are, and also where they are
  /// suppressed: only their own events show that what Quell has set is no longer wanted.
  ///
  /// Each update of Quell's raises such an event too. It changes nothing, for a finding that has
  /// what rules want is left as it is.
  ///
  /// @param books the name of the book, and of those whose marks it takes over
  public static FindingPattern marked(Set<Format> formats, Set<String> books) {
    Map<Format, List<PatternAlternative>> marks = new EnumMap<>(Format.class);
    formats.forEach(format -> marks.put(format, marks(format, new TreeSet<>(books))));
    return new FindingPattern(jsonOf(marks, WATCHED));
  }

  private static List<PatternAlternative> marks(Format format, SortedSet<String> books) {
    List<String> named = books.stream().filter(book -> !book.equals(Marking.UNNAMED)).toList();
    List<PatternAlternative> marks = new ArrayList<>();
    switch (format) {
      case ASFF -> {
        if (!named.isEmpty()) {
          marks.add(asff(ReservedFields.BOOK, Matchers.exactly(named)));
        }
        if (books.contains(Marking.UNNAMED)) {
          marks.add(asff(FORMER_RULES, Set.of(Matchers.PRESENT)));
        }
      }
      case OCSF -> {
        named.forEach(book -> marks.add(comment(Marks.opening(book))));
        if (books.contains(Marking.UNNAMED)) {
          marks.add(comment(Marks.opening("").strip(), FORMER_SIGNATURE));
        }
      }
    }
    return marks;
  }

  private static PatternAlternative asff(String field, Set<Matcher> matchers) {
    return PatternAlternative.of(Map.of(MemberPath.of("UserDefinedFields", field), matchers));
  }

  private static PatternAlternative comment(String... parts) {
    List<String> wildcard =
        Stream.of(Stream.of(""), Arrays.stream(parts), Stream.of(""))
            .flatMap(part -> part)
            .toList();
    return PatternAlternative.of(
        Map.of(MemberPath.of("comment"), Set.of(TextTests.wildcard(wildcard))));
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
    return new FindingPattern(jsonOf(alternatives, OPEN));
  }

  static int sizeOf(Map<Format, List<PatternAlternative>> alternatives) {
    return Size.of(jsonOf(alternatives, OPEN));
  }

  private static Map<String, Object> jsonOf(
      Map<Format, List<PatternAlternative>> alternatives, Set<WorkflowStatus> statuses) {
    List<Map<String, Object>> branches = new ArrayList<>();
    alternatives.forEach(
        (format, ofFormat) -> {
          Map<String, Object> findings = new LinkedHashMap<>(active(format, statuses).json());
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

  /// What makes a finding open.
  static PatternAlternative open(Format format) {
    return active(format, OPEN);
  }

  /// What makes a finding active and one of these statuses its own.
  private static PatternAlternative active(Format format, Set<WorkflowStatus> statuses) {
    return switch (format) {
      case ASFF ->
          PatternAlternative.of(
              Map.of(
                  MemberPath.of("RecordState"),
                  Matchers.exactly(List.of("ACTIVE")),
                  MemberPath.of("Workflow", "Status"),
                  Matchers.exactly(statuses.stream().map(Enum::name).toList())));
      case OCSF ->
          PatternAlternative.of(
              Map.of(
                  MemberPath.of("status_id"),
                  Matchers.exactly(
                      statuses.stream().map(status -> OcsfStatus.of(status).id()).toList())));
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
