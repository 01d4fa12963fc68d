package io.quell.rule;

import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Limits;
import io.quell.update.UpdateField;
import io.quell.value.Bounded;
import io.quell.value.Times;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a rule is: its name, why it exists, who answers for it, when it is in force and what it may
/// change.
///
/// The limits of its texts are Quell's own. They leave room in a note of [Limits#LONGEST_NOTE]
/// characters for id, change, owner and expiry of three rules.
///
/// @param id lower-case words joined by hyphens, at most [#LONGEST_ID] characters; unique in a rule
///     book
/// @param title what the rule says, not blank, at most [#LONGEST_TITLE] characters
/// @param reason why the change is right, not blank
/// @param owner who answers for the rule, not blank, at most [#LONGEST_NAME] characters
/// @param ticket where the change was agreed, or null; at most [#LONGEST_NAME] characters
/// @param from the first day the rule is in force, UTC, or null for always
/// @param expires the last day the rule is in force, UTC, or null for no end
/// @param terminal whether no later rule runs on a finding that this rule matches
/// @param changes what the rule may change, at least one
/// @param severities the severities it may set, among those that the changes allow
/// @param workflowStatuses the workflow statuses it may set, among those that the changes allow
/// @param suppressesCritical whether it is meant to suppress findings even where their severity is
///     CRITICAL
/// @param importedFrom the tool that the rule was imported from, or null; at most [#LONGEST_NAME]
///     characters
/// @param accepts what lint may find about the rule, since it is meant
public record Card(
    String id,
    String title,
    String reason,
    String owner,
    @Nullable String ticket,
    @Nullable LocalDate from,
    @Nullable LocalDate expires,
    boolean terminal,
    Set<Change> changes,
    Set<SeverityLabel> severities,
    Set<WorkflowStatus> workflowStatuses,
    boolean suppressesCritical,
    @Nullable String importedFrom,
    List<Acceptance> accepts) {
  /// The longest id, in characters.
  public static final int LONGEST_ID = 50;
  /// The longest title, in characters.
  public static final int LONGEST_TITLE = 120;
  /// The longest name of an owner, of a ticket or of a tool, in characters.
  public static final int LONGEST_NAME = 40;
  /// What an id has to be, for a message.
  public static final String ID_FORM =
      "lower-case words joined by hyphens, at most " + LONGEST_ID + " characters";
  /// What the name of a tool has to be, for a message.
  public static final String NAME_FORM = "1 to " + LONGEST_NAME + " characters, or absent";
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public Card {
    wrongTexts(id, title, reason, owner, ticket)
        .forEach(
            (element, wanted) -> {
              throw wrong(id, element, wanted);
            });
    if (changes.isEmpty()) {
      throw wrong(id, "changes", "at least one of " + List.of(Change.values()));
    }
    checkDay(id, "from", from);
    checkDay(id, "expires", expires);
    if (from != null && expires != null && expires.isBefore(from)) {
      throw wrong(id, "expires", "not before " + from);
    }
    if (importedFrom != null && !isName(importedFrom)) {
      throw wrong(id, "imported-from", NAME_FORM);
    }
    accepts = List.copyOf(accepts);
    changes = EnumSets.inOrder(Change.class, changes);
    severities = EnumSets.inOrder(SeverityLabel.class, severities);
    workflowStatuses = EnumSets.inOrder(WorkflowStatus.class, workflowStatuses);
    if (!severitiesOf(changes).containsAll(severities)) {
      throw wrong(id, "severities", "none without the change SEVERITY");
    }
    if (!workflowStatusesOf(changes).containsAll(workflowStatuses)) {
      throw wrong(
          id,
          "workflow statuses",
          "among " + workflowStatusesOf(changes) + ", which its changes allow");
    }
  }

  /// Starts the card of a rule.
  public static CardBuilder builder(String id, String title, String reason, String owner) {
    return new CardBuilder(id, title, reason, owner);
  }

  /// Starts a card that is this one but for what is said anew.
  public CardBuilder toBuilder() {
    return new CardBuilder(this);
  }

  /// The severities that changes allow.
  static Set<SeverityLabel> severitiesOf(Set<Change> changes) {
    return changes.contains(Change.SEVERITY) || changes.contains(Change.SEVERITY_SCORE)
        ? EnumSet.allOf(SeverityLabel.class)
        : Set.of();
  }

  /// The workflow statuses that changes allow.
  static Set<WorkflowStatus> workflowStatusesOf(Set<Change> changes) {
    Set<WorkflowStatus> statuses = EnumSet.noneOf(WorkflowStatus.class);
    if (changes.contains(Change.SUPPRESSION)) {
      statuses.add(WorkflowStatus.SUPPRESSED);
    }
    if (changes.contains(Change.WORKFLOW)) {
      statuses.addAll(EnumSet.complementOf(EnumSet.of(WorkflowStatus.SUPPRESSED)));
    }
    return statuses;
  }

  /// Why the card does not allow an action, as the second half of a sentence; empty where it does.
  public Optional<String> refusal(Action action) {
    if (!changes.contains(action.change())) {
      return Optional.of("decided on %s, but its card allows only %s".formatted(action, changes));
    }
    if (!severities.containsAll(action.severities())) {
      return Optional.of(
          "decided on %s, but its card allows only the severities %s"
              .formatted(action, severities));
    }
    if (!action.workflowStatus().map(workflowStatuses::contains).orElse(true)) {
      return Optional.of(
          "decided on %s, but its card allows only the workflow statuses %s"
              .formatted(action, workflowStatuses));
    }
    return Optional.empty();
  }

  /// Whether the card allows to change a field.
  ///
  /// @param field under the name that both formats share
  public boolean maySet(UpdateField field) {
    return changes.stream()
        .anyMatch(
            change -> {
              UpdateField changed = UpdateField.of(change);
              return change == Change.SEVERITY_SCORE
                  ? field.owner() == changed.owner()
                  : Arrays.stream(Format.values())
                      .anyMatch(format -> changed.sharedName(format) == field);
            });
  }

  /// Whether a text is an id in form: lower-case words joined by hyphens.
  public static boolean isId(String text) {
    return text.length() <= LONGEST_ID && ID.matcher(text).matches();
  }

  /// The texts of a card that are not as they have to be: the name of each, and what it has to be.
  public static Map<String, String> wrongTexts(
      String id, String title, String reason, String owner, @Nullable String ticket) {
    Map<String, String> wrong = new LinkedHashMap<>();
    if (!isId(id)) {
      wrong.put("id", ID_FORM);
    }
    if (!isText(title, LONGEST_TITLE)) {
      wrong.put("title", "1 to " + LONGEST_TITLE + " characters");
    }
    if (!isText(reason, Integer.MAX_VALUE)) {
      wrong.put("reason", "not blank");
    }
    if (!isText(owner, LONGEST_NAME)) {
      wrong.put("owner", "1 to " + LONGEST_NAME + " characters");
    }
    if (ticket != null && !isText(ticket, LONGEST_NAME)) {
      wrong.put("ticket", NAME_FORM);
    }
    return wrong;
  }

  /// Whether a text is the name of a tool in form.
  public static boolean isName(String text) {
    return isText(text, LONGEST_NAME);
  }

  private static boolean isText(String text, int longest) {
    return !text.isBlank() && text.length() <= longest;
  }

  private static void checkDay(String id, String element, @Nullable LocalDate day) {
    if (day != null && !Times.hasFourDigits(day)) {
      throw wrong(id, element, "a day whose year has four digits, not " + day);
    }
  }

  private static IllegalArgumentException wrong(String id, String element, String wanted) {
    return new IllegalArgumentException(
        "the card of rule '%s': its %s must be %s".formatted(Bounded.value(id), element, wanted));
  }

  /// Where the change was agreed.
  public Optional<String> agreedIn() {
    return Optional.ofNullable(ticket);
  }

  /// The tool that the rule was imported from.
  public Optional<String> source() {
    return Optional.ofNullable(importedFrom);
  }

  /// Whether the rule is in force on this day (UTC): from the day `from` to the day `expires`, both
  /// included.
  public boolean isInForceOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (expires == null || !day.isAfter(expires));
  }
}
