package io.quell.testing.random;

import static io.quell.testing.SampleRule.rule;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.SampleRule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.FieldValue.Reference;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Rules on every field that a rule can read or set, out of the vocabulary of [RandomFindings]; the
/// same for the same seed. Some expire on or before the 1st of June 2026, some are terminal, some
/// fail on some findings.
public final class RandomRules {
  /// The ids of all rules, of which a book has some: short ones, and two that a mark has no room
  /// for and that begin alike.
  public static final List<String> IDS =
      List.of(
          "a",
          "b-2",
          "r-3",
          "a-rule-with-a-long-name-that-begins-like-another",
          "a-rule-with-a-long-name-that-begins-like-this",
          "quiet");

  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final List<WorkflowStatus> STATUSES = List.of(WorkflowStatus.values());
  private static final List<VerificationState> STATES = List.of(VerificationState.values());
  private static final List<String> LAST_DAYS = List.of("2026-05-31", "2026-06-01", "2027-01-31");
  private static final int DEEPEST = 2;

  private RandomRules() {}

  /// One to five rules of different ids.
  ///
  /// @param readsScores whether they may read the normalized and the product severity
  public static List<SampleRule> rules(Random random, boolean readsScores) {
    List<String> ids = new ArrayList<>(IDS);
    Collections.shuffle(ids, random);
    int count = 1 + random.nextInt(IDS.size() - 1);
    List<SampleRule> rules = new ArrayList<>();
    for (String id : ids.subList(0, count)) {
      rules.add(random(random, id, readsScores));
    }
    return rules;
  }

  private static SampleRule random(Random random, String id, boolean readsScores) {
    Decision.Apply decision = decision(random);
    SampleRule rule =
        rule(id).when(criteria(random, readsScores, random.nextInt(DEEPEST + 1))).decides(decision);
    if (random.nextBoolean()) {
      rule = rule.with(rule.card().toBuilder().changes(changes(decision)).build());
    }
    if (random.nextInt(6) == 0) {
      rule = rule.expires(one(random, LAST_DAYS));
    }
    if (random.nextInt(12) == 0) {
      rule = rule.terminal();
    }
    return switch (random.nextInt(20)) {
      case 0 ->
          rule.decides(
              finding -> {
                if (finding.severity().filter(label -> label == SeverityLabel.HIGH).isPresent()) {
                  throw new IllegalStateException("a rule that fails on HIGH");
                }
                return decision;
              });
      case 1 ->
          rule.decides(
              finding -> finding.confidence().orElse(0) >= 50 ? decision : Decision.noMatch());
      default -> rule;
    };
  }

  /// What a card has to allow for a decision.
  public static Set<Change> changes(Decision.Apply decision) {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    decision.actions().stream().map(Action::change).forEach(changes::add);
    return changes;
  }

  /// Criteria of at most this depth.
  public static Criteria criteria(Random random, boolean readsScores, int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? Criteria.allOf() : test(random, readsScores);
    }
    Criteria first = criteria(random, readsScores, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> Criteria.allOf(first, test(random, readsScores));
      case 1 -> Criteria.anyOf(first, test(random, readsScores));
      case 2 -> Criteria.not(first);
      default -> first;
    };
  }

  private static Criteria test(Random random, boolean readsScores) {
    return switch (random.nextInt(readsScores ? 16 : 14)) {
      case 0 -> presence(random, Named.SEVERITY, Named.SEVERITY.is(one(random, LABELS)));
      case 1 -> Named.PROVIDER_SEVERITY.is(one(random, LABELS));
      case 2 ->
          presence(random, Named.WORKFLOW_STATUS, Named.WORKFLOW_STATUS.is(one(random, STATUSES)));
      case 3 ->
          presence(
              random, Named.VERIFICATION_STATE, Named.VERIFICATION_STATE.is(one(random, STATES)));
      case 4 -> presence(random, Named.CONFIDENCE, Named.CONFIDENCE.isAtLeast(number(random)));
      case 5 -> presence(random, Named.CRITICALITY, Named.CRITICALITY.isAtMost(number(random)));
      case 6 -> presence(random, Named.TYPE, Named.TYPE.is(one(random, RandomFindings.TYPES)));
      case 7 -> {
        Field related = Criteria.raw("RelatedFindings", "Id");
        yield presence(random, related, related.is(one(random, RandomFindings.RELATED)));
      }
      case 8 -> {
        Field field = Criteria.userDefinedField(one(random, RandomFindings.NAMES));
        yield presence(random, field, field.is(one(random, RandomFindings.WORDS)));
      }
      case 9 -> presence(random, Named.NOTE_AUTHOR, Named.NOTE_AUTHOR.is("quell", "ann"));
      case 10 -> presence(random, Named.NOTE_TEXT, Named.NOTE_TEXT.contains("Quell"));
      case 11 -> Named.RECORD_STATE.is(one(random, List.of("ACTIVE", "ARCHIVED")));
      case 12 -> Named.COMPLIANCE_STATUS.is(one(random, List.of("FAILED", "PASSED", "WARNING")));
      case 13 ->
          random.nextBoolean()
              ? Criteria.resourceTag("stage").is(one(random, RandomFindings.WORDS))
              : Criteria.userDefinedField("QuellRules").isPresent();
      case 14 -> Named.NORMALIZED_SEVERITY.isAtLeast(number(random));
      default -> {
        Field product = Criteria.raw("Severity", "Product");
        yield presence(random, product, product.isAtLeast(number(random)));
      }
    };
  }

  private static Criteria presence(Random random, Field field, Criteria otherwise) {
    return switch (random.nextInt(5)) {
      case 0 -> field.isPresent();
      case 1 -> field.isAbsent();
      default -> otherwise;
    };
  }

  /// One to three changes.
  public static Decision.Apply decision(Random random) {
    Decision.Apply decision = change(random);
    int more = random.nextInt(3);
    for (int at = 0; at < more; at++) {
      decision = decision.and(change(random));
    }
    return decision;
  }

  private static Decision.Apply change(Random random) {
    SeverityLabel label = one(random, LABELS);
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> Decision.suppress();
      case 3 -> Decision.workflow(one(random, STATUSES));
      case 4, 5 -> Decision.severity(label);
      case 6 -> Decision.raiseSeverity(1 + random.nextInt(2));
      case 7 -> Decision.lowerSeverity(1 + random.nextInt(2));
      case 8 -> Decision.capSeverity(label);
      case 9 -> Decision.floorSeverity(label);
      case 10 -> Decision.note(one(random, List.of("Look here.", "x".repeat(300))));
      case 11 -> Decision.normalizedSeverity(number(random));
      case 12 -> Decision.productSeverity(number(random) / 10.0);
      case 13 -> Decision.verificationState(one(random, STATES));
      case 14 -> Decision.confidence(number(random));
      case 15 -> Decision.criticality(number(random));
      case 16 -> Decision.types(one(random, RandomFindings.TYPES));
      case 17 ->
          Decision.userDefinedField(
              one(random, RandomFindings.NAMES), one(random, RandomFindings.WORDS));
      case 18 ->
          Decision.set(
              UpdateField.RELATED_FINDINGS,
              new Reference(
                  new FindingIdentifier.Asff(
                      one(random, RandomFindings.RELATED), RandomFindings.PRODUCT)));
      default ->
          random.nextBoolean()
              ? Decision.severity(one(random, List.of(OcsfSeverity.values())))
              : Decision.status(one(random, List.of(OcsfStatus.values())));
    };
  }

  private static int number(Random random) {
    return 10 * random.nextInt(11);
  }

  static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
