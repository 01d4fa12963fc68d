package io.quell.rule;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Change;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says once, beside a rule class, what the rule is. Notes, logs, metrics and documentation are
/// derived from it.
///
/// [Card] is the same as data, and holds what each element must look like.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleCard {
  /// The rule's unique id. Do not change it: Quell stores it on findings. Lower-case words joined
  /// by hyphens, at most [Card#LONGEST_ID] characters.
  String id();

  /// What the rule says, in a short sentence.
  String title();

  /// Why the change is right. It ends up in the note on the finding.
  String reason();

  /// The team or person who answers for the rule.
  String owner();

  /// Where the change was agreed, such as a ticket's number; empty for none.
  String ticket() default "";

  /// The first day the rule is in force, `2026-12-01`, UTC; empty for always.
  String from() default "";

  /// The last day the rule is in force, `2027-01-31`, UTC; empty for no end.
  String expires() default "";

  /// Whether no later rule runs on a finding that this rule matches.
  boolean terminal() default false;

  /// What the rule may change; a decision beyond it is refused.
  Change[] changes();

  /// The severities that the rule may set, where that is not all of them; a decision beyond them is
  /// refused.
  SeverityLabel[] severities() default {};

  /// The workflow statuses that the rule may set, where that is not all that [#changes] allow; a
  /// decision beyond them is refused.
  WorkflowStatus[] workflowStatuses() default {};

  /// Whether the rule suppresses findings even where their severity is CRITICAL. Lint asks for it,
  /// so that nobody does so by accident.
  boolean suppressesCritical() default false;

  /// The tool that the rule was imported from, such as `Prowler's mutelist`; empty for none. Where
  /// two rules come from one tool, lint takes it that their order was decided there.
  String importedFrom() default "";

  /// What lint may find about the rule, since it is meant.
  Accept[] accept() default {};
}
