package io.quell.rule;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action;
import io.quell.update.Change;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a [Card] together. What is not said is that of most rules: always in force, not terminal,
/// and free to set every value that its changes allow.
public final class CardBuilder {
  private String id;
  private final String title;
  private String reason;
  private final String owner;
  private @Nullable String ticket;
  private @Nullable LocalDate from;
  private @Nullable LocalDate expires;
  private boolean terminal;
  private Set<Change> changes = Set.of();
  private @Nullable Set<SeverityLabel> severities;
  private @Nullable Set<WorkflowStatus> workflowStatuses;
  private boolean suppressesCritical;
  private @Nullable String importedFrom;
  private List<Acceptance> accepts = List.of();

  CardBuilder(String id, String title, String reason, String owner) {
    this.id = id;
    this.title = title;
    this.reason = reason;
    this.owner = owner;
  }

  CardBuilder(Card card) {
    this(card.id(), card.title(), card.reason(), card.owner());
    ticket = card.ticket();
    from = card.from();
    expires = card.expires();
    terminal = card.terminal();
    changes = card.changes();
    severities = card.severities();
    workflowStatuses = card.workflowStatuses();
    suppressesCritical = card.suppressesCritical();
    importedFrom = card.importedFrom();
    accepts = card.accepts();
  }

  /// The rule's id.
  public CardBuilder id(String value) {
    id = value;
    return this;
  }

  /// Why the change is right.
  public CardBuilder reason(String value) {
    reason = value;
    return this;
  }

  /// Where the change was agreed, or null.
  public CardBuilder ticket(@Nullable String value) {
    ticket = value;
    return this;
  }

  /// The first day the rule is in force, UTC, or null for always.
  public CardBuilder from(@Nullable LocalDate value) {
    from = value;
    return this;
  }

  /// The last day the rule is in force, UTC, or null for no end.
  public CardBuilder expires(@Nullable LocalDate value) {
    expires = value;
    return this;
  }

  /// Whether no later rule runs on a finding that this rule matches.
  public CardBuilder terminal(boolean value) {
    terminal = value;
    return this;
  }

  /// What the rule may change, and of it every value.
  public CardBuilder changes(Set<Change> value) {
    changes = value;
    severities = null;
    workflowStatuses = null;
    return this;
  }

  /// What the rule may change, and of it every value.
  public CardBuilder changes(Change first, Change... others) {
    return changes(EnumSet.of(first, others));
  }

  /// That the rule may do what these actions do, and nothing else.
  public CardBuilder doing(Collection<Action> actions) {
    Set<Change> done = EnumSet.noneOf(Change.class);
    actions.forEach(action -> done.add(action.change()));
    return changes(done).narrowedTo(actions);
  }

  /// That of what the rule may change it sets only the values that these actions set.
  public CardBuilder narrowedTo(Collection<Action> actions) {
    Set<SeverityLabel> labels = EnumSet.noneOf(SeverityLabel.class);
    Set<WorkflowStatus> statuses = EnumSet.noneOf(WorkflowStatus.class);
    for (Action action : actions) {
      labels.addAll(action.severities());
      action.workflowStatus().ifPresent(statuses::add);
    }
    return severities(labels).workflowStatuses(statuses);
  }

  /// The severities that the rule may set.
  public CardBuilder severities(Set<SeverityLabel> value) {
    severities = value;
    return this;
  }

  /// The workflow statuses that the rule may set.
  public CardBuilder workflowStatuses(Set<WorkflowStatus> value) {
    workflowStatuses = value;
    return this;
  }

  /// Whether the rule is meant to suppress findings even where their severity is CRITICAL.
  public CardBuilder suppressesCritical(boolean value) {
    suppressesCritical = value;
    return this;
  }

  /// The tool that the rule was imported from, or null.
  public CardBuilder importedFrom(@Nullable String value) {
    importedFrom = value;
    return this;
  }

  /// What lint may find about the rule, since it is meant.
  public CardBuilder accepts(List<Acceptance> value) {
    accepts = value;
    return this;
  }

  /// What lint may find about the rule, since it is meant.
  public CardBuilder accepts(Acceptance... value) {
    return accepts(List.of(value));
  }

  /// The card.
  ///
  /// @throws IllegalArgumentException where an element is not as it has to be; the message names it
  public Card build() {
    return new Card(
        id,
        title,
        reason,
        owner,
        ticket,
        from,
        expires,
        terminal,
        changes,
        severities == null ? Card.severitiesOf(changes) : severities,
        workflowStatuses == null ? Card.workflowStatusesOf(changes) : workflowStatuses,
        suppressesCritical,
        importedFrom,
        accepts);
  }
}
