package io.quell.run.mark;

import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.update.UpdateField;
import io.quell.value.Digest;
import io.quell.value.Times;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a book has left on a finding about its own changes. Nothing in it depends on the one
/// finding, so that findings which take the same update share a call.
///
/// Its text is `2 wf=SUPPRESSED<NEW sev=LOW<MEDIUM no=wf:a`: what was set, behind `<` what was
/// there before, and the rules that may not set a field again. `wf` is the workflow status, `sev`
/// the severity, with its number behind a slash where that counts, `ps` the product severity, `vs`
/// the verification state, `cf` the confidence, `cr` the criticality, `ty` the types; `own` are the
/// user-defined fields and related findings; `re` is the day on which a status was set again;
/// `no=*` stands for a release.
///
/// @param book the name of the book
/// @param rules the ids of the rules whose changes the last update left in force, [#OTHERS] for
///     those that had no room
/// @param set what was set, by field
/// @param entries digests of the user-defined fields and related findings that were set
/// @param refused the rules that may not set a field again, by field and in [#shortened] form;
///     [#OTHERS] for all
/// @param isReleased whether a person has released the finding: no rule applies to it
/// @param setAgain the day of the provider's change after which the status was set again
record Mark(
    String book,
    Set<String> rules,
    Map<UpdateField, SetValue> set,
    Set<String> entries,
    Map<UpdateField, Set<String>> refused,
    boolean isReleased,
    Optional<LocalDate> setAgain) {

  /// What was set.
  ///
  /// @param value the value
  /// @param before what was there before, where it is remembered
  record SetValue(String value, Optional<String> before) {
    @Override
    public String toString() {
      return value + before.map(was -> "<" + was).orElse("");
    }
  }

  /// What stands for rules that are not named.
  static final String OTHERS = "*";
  /// The most digests of entries: more are not set.
  static final int MOST_ENTRIES = 20;
  /// The most characters of a mark's text without its entries.
  static final int LONGEST = 200;

  private static final String VERSION = "2";
  private static final Map<String, UpdateField> FIELDS = new LinkedHashMap<>();
  private static final Map<UpdateField, String> CODES = new EnumMap<>(UpdateField.class);
  private static final int LONGEST_ID = 24;
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_./-]{1,40}");
  private static final Pattern BOOK = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,50}|\\*");
  private static final Pattern SHORT_ID = Pattern.compile("[a-z0-9-]{1,24}|\\*");
  private static final Pattern DIGEST = Pattern.compile("[a-z0-9]{" + Digest.LENGTH + "}");

  static {
    FIELDS.put("wf", UpdateField.WORKFLOW_STATUS);
    FIELDS.put("sev", UpdateField.SEVERITY);
    FIELDS.put("ps", UpdateField.PRODUCT_SEVERITY);
    FIELDS.put("vs", UpdateField.VERIFICATION_STATE);
    FIELDS.put("cf", UpdateField.CONFIDENCE);
    FIELDS.put("cr", UpdateField.CRITICALITY);
    FIELDS.put("ty", UpdateField.TYPES);
    FIELDS.forEach((code, field) -> CODES.put(field, code));
  }

  Mark {
    rules = ordered(rules);
    set = ordered(set);
    entries = ordered(entries);
    refused = ordered(refused);
  }

  private static Set<String> ordered(Set<String> texts) {
    return texts.size() < 2 // as with most findings
        ? Set.copyOf(texts)
        : Collections.unmodifiableSortedSet(new TreeSet<>(texts));
  }

  private static <T> Map<UpdateField, T> ordered(Map<UpdateField, T> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<UpdateField, T> ordered = new EnumMap<>(UpdateField.class);
    ordered.putAll(map);
    return Collections.unmodifiableMap(ordered);
  }

  /// Whether a field is remembered: all others are added to and looked at by their entries.
  static boolean remembers(UpdateField field) {
    return CODES.containsKey(field);
  }

  /// A rule's id as it stands where there is little room.
  static String shortened(String id) {
    return id.length() <= LONGEST_ID
        ? id
        : id.substring(0, LONGEST_ID - Digest.LENGTH - 1) + "-" + Digest.of(id);
  }

  /// Reads a mark.
  ///
  /// @param rules ids with a comma before, between and behind them
  /// @param text as [#text] gives it
  /// @return the mark; empty where no book could have written it
  static Optional<Mark> read(String book, String rules, String text) {
    List<String> words = List.of(text.split(" ", -1));
    if (!words.getFirst().equals(VERSION) || !rules.startsWith(",") || !rules.endsWith(",")) {
      return Optional.empty();
    }
    Set<String> ids =
        rules.length() < 2
            ? Set.of()
            : new TreeSet<>(List.of(rules.substring(1, rules.length() - 1).split(",", -1)));
    var read = new Reading();
    boolean isRight =
        BOOK.matcher(book).matches()
            && ids.stream().allMatch(id -> ID.matcher(id).matches())
            && words.stream().skip(1).allMatch(read::word);
    return isRight
        ? Optional.of(
                new Mark(
                    book,
                    ids,
                    read.set,
                    read.entries,
                    read.refused,
                    read.isReleased,
                    read.setAgain))
            .filter(Mark::isLegal)
        : Optional.empty();
  }

  /// What the words of a mark's text say, one after the other.
  private static final class Reading {
    private final Map<UpdateField, SetValue> set = new EnumMap<>(UpdateField.class);
    private final Set<String> entries = new TreeSet<>();
    private final Map<UpdateField, Set<String>> refused = new EnumMap<>(UpdateField.class);
    private boolean isReleased;
    private Optional<LocalDate> setAgain = Optional.empty();

    /// Takes a word; false where it says nothing that a mark can say.
    private boolean word(String word) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        return false;
      }
      String code = word.substring(0, equals);
      String value = word.substring(equals + 1);
      return switch (code) {
        case "own" -> all(value, digest -> DIGEST.matcher(digest).matches() && entries.add(digest));
        case "no" -> value.equals(OTHERS) ? released() : all(value, this::refusal);
        case "re" -> {
          setAgain = Times.day(value);
          yield setAgain.isPresent();
        }
        default -> FIELDS.containsKey(code) && value(FIELDS.get(code), value);
      };
    }

    private static boolean all(String values, Predicate<String> takes) {
      return Stream.of(values.split(",", -1)).allMatch(takes);
    }

    private boolean released() {
      isReleased = true;
      return true;
    }

    private boolean refusal(String text) {
      String[] parts = text.split(":", -1);
      return parts.length == 2
          && FIELDS.containsKey(parts[0])
          && SHORT_ID.matcher(parts[1]).matches()
          && refused.computeIfAbsent(FIELDS.get(parts[0]), _ -> new TreeSet<>()).add(parts[1]);
    }

    private boolean value(UpdateField field, String text) {
      int before = text.indexOf('<');
      String value = before < 0 ? text : text.substring(0, before);
      Optional<String> was =
          before < 0 ? Optional.empty() : Optional.of(text.substring(before + 1));
      return Stream.concat(Stream.of(value), was.stream())
              .allMatch(part -> VALUE.matcher(part).matches())
          && set.put(field, new SetValue(value, was)) == null;
    }
  }

  /// Whether Quell could have set this: it sets a status over NEW and NOTIFIED alone, and
  /// severities are labels.
  boolean isLegal() {
    return (set.isEmpty() || !rules.isEmpty())
        && set.entrySet().stream()
            .allMatch(
                entry -> {
                  SetValue value = entry.getValue();
                  return switch (entry.getKey()) {
                    case WORKFLOW_STATUS ->
                        isStatus(value.value())
                            && value.before().map(Mark::isOpenStatus).orElse(true);
                    case SEVERITY ->
                        isSeverity(value.value())
                            && value.before().map(Mark::isSeverity).orElse(true);
                    default -> true;
                  };
                });
  }

  private static boolean isStatus(String name) {
    return WorkflowStatus.named(name).isPresent() || OcsfStatus.named(name).isPresent();
  }

  private static boolean isOpenStatus(String name) {
    return WorkflowStatus.named(name)
            .filter(status -> status == WorkflowStatus.NEW || status == WorkflowStatus.NOTIFIED)
            .isPresent()
        || name.equals(OcsfStatus.UNKNOWN.name());
  }

  private static boolean isSeverity(String text) {
    return OcsfSeverity.named(label(text)).isPresent();
  }

  /// The label in a remembered severity.
  static String label(String severity) {
    int slash = severity.indexOf('/');
    return slash < 0 ? severity : severity.substring(0, slash);
  }

  /// The normalized severity in a remembered one, where it counts.
  static Optional<String> number(String severity) {
    int slash = severity.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(severity.substring(slash + 1));
  }

  /// Whether nothing is left that would have to be known.
  boolean isEmpty() {
    return set.isEmpty() && entries.isEmpty() && refused.isEmpty() && !isReleased;
  }

  /// Whether a rule may not set a field again.
  boolean refuses(UpdateField field, String id) {
    Set<String> ids = refused.getOrDefault(field, Set.of());
    return ids.contains(shortened(id)) || ids.contains(OTHERS);
  }

  /// The same with the rules' ids shortened.
  Mark withShortIds() {
    Set<String> ids = rules.stream().map(Mark::shortened).collect(Collectors.toSet());
    return new Mark(book, ids, set, entries, refused, isReleased, setAgain);
  }

  /// The ids of the rules in so many characters, a comma before, between and behind them; those
  /// that have no room are [#OTHERS].
  String rulesText(int longest) {
    String all = rules.isEmpty() ? "," : "," + String.join(",", rules) + ",";
    if (all.length() <= longest) {
      return all;
    }
    int end = all.lastIndexOf(',', longest - OTHERS.length() - 2);
    return all.substring(0, end + 1) + OTHERS + ",";
  }

  /// The text of the mark: where the refusals have no room, all rules are refused.
  String text() {
    var words = new StringBuilder();
    FIELDS.forEach(
        (code, field) -> {
          if (set.containsKey(field)) {
            words.append(' ').append(code).append('=').append(set.get(field));
          }
        });
    String day = setAgain.map(again -> " re=" + again).orElse("");
    String own = entries.isEmpty() ? "" : " own=" + String.join(",", entries);
    int room = LONGEST - VERSION.length() - words.length() - day.length();
    String refusals = refusals(refused);
    if (refusals.length() > room) {
      Map<UpdateField, Set<String>> all = new EnumMap<>(UpdateField.class);
      refused.keySet().forEach(field -> all.put(field, Set.of(OTHERS)));
      refusals = refusals(all);
    }
    return VERSION + words + day + own + refusals;
  }

  private String refusals(Map<UpdateField, Set<String>> refused) {
    if (isReleased) {
      return " no=" + OTHERS;
    }
    return refused.isEmpty()
        ? ""
        : refused.entrySet().stream()
            .flatMap(
                entry -> entry.getValue().stream().map(id -> CODES.get(entry.getKey()) + ":" + id))
            .collect(Collectors.joining(",", " no=", ""));
  }

  /// The same, its rules under their present ids.
  Mark under(Marking marking) {
    if (marking.moved().isEmpty()) {
      return this;
    }
    Map<String, String> shortIds = new LinkedHashMap<>();
    marking
        .moved()
        .forEach(
            (old, now) -> {
              if (!shortened(old).equals(old)) {
                shortIds.put(shortened(old), shortened(now));
              }
            });
    Map<UpdateField, Set<String>> refusals = new EnumMap<>(UpdateField.class);
    refused.forEach(
        (field, ids) ->
            refusals.put(
                field,
                ids.stream()
                    .map(id -> shortIds.getOrDefault(id, shortened(marking.present(id))))
                    .collect(Collectors.toCollection(TreeSet::new))));
    SortedSet<String> present =
        rules.stream()
            .map(id -> shortIds.getOrDefault(id, marking.present(id)))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Mark(book, present, set, entries, refusals, isReleased, setAgain);
  }

  /// A digest of a user-defined field, or of a related finding.
  static String entry(String... parts) {
    return Digest.of(Arrays.stream(parts).collect(Collectors.joining("\u0000")));
  }
}
