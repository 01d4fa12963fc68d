package io.quell.cli.backtest.tally;

import io.quell.cli.backtest.effect.BookEffect;
import io.quell.cli.backtest.effect.Difference;
import io.quell.cli.backtest.effect.DifferenceKind;
import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.backtest.effect.SeverityScale;
import io.quell.cli.backtest.effect.TriedBook;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.rule.Card;
import io.quell.run.Evaluation.RuleFailure;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// All that a backtest counts. After the first hundred thousand findings it grows no more, however
/// many there are.
///
/// One thread adds; where another reads meanwhile, both hold the lock of this object.
public final class Tally {
  /// What stands for the control of a finding that no control has raised.
  public static final String NO_CONTROL = "no control";
  /// What stands for the account of a finding that names none.
  public static final String NO_ACCOUNT = "no account";
  /// How many findings are kept to be shown.
  public static final int SAMPLE = 5_000;

  private final TriedBook book;
  private final Optional<TriedBook> other;
  private final Map<Format, Long> formats = new EnumMap<>(Format.class);
  private final EffectCounts all = new EffectCounts();
  private final Map<String, EffectCounts> bookRules = new LinkedHashMap<>();
  private final Groups<EffectCounts> formerRules = new Groups<>(EffectCounts::new);
  private final Groups<EffectCounts> controls = new Groups<>(EffectCounts::new);
  private final Groups<EffectCounts> accounts = new Groups<>(EffectCounts::new);
  private final Map<String, SeverityCounts> severities = new LinkedHashMap<>();
  private final Map<DifferenceKind, Long> kinds = new EnumMap<>(DifferenceKind.class);
  private final Map<Difference, Long> differences = new LinkedHashMap<>();
  private final Groups<AtomicLong> unknownRules = new Groups<>(AtomicLong::new);
  private final FairSample<SampledFinding> sample = new FairSample<>(SAMPLE);
  private final Trouble failures = new Trouble();
  private final Trouble otherFailures = new Trouble();
  private final Trouble unreadable = new Trouble();
  private long different;
  private long untoldDifferences;
  private long skipped;

  /// @param book the book that is tried
  /// @param other the book that it is compared with, or empty
  public Tally(TriedBook book, Optional<TriedBook> other) {
    this.book = book;
    this.other = other;
    book.cards().stream().map(Card::id).forEach(id -> bookRules.put(id, new EffectCounts()));
    SeverityScale.NAMES.forEach(name -> severities.put(name, new SeverityCounts()));
  }

  /// Decides on a finding, and counts what comes of it.
  public void add(Finding finding) {
    BookEffect effect = book.effect(finding);
    Set<RuleEffect> effects = effect.effects();
    Map<String, Set<RuleEffect>> byRule = effect.byRule();
    List<Difference> differing =
        other.map(compared -> compared(compared, effect)).orElse(List.of());
    formats.merge(finding.format(), 1L, Long::sum);
    all.add(effects);
    byRule.forEach((id, ofRule) -> counts(id).add(ofRule));
    controls.of(finding.control().orElse(NO_CONTROL)).add(effects);
    accounts.of(finding.account().orElse(NO_ACCOUNT)).add(effects);
    severity(effect.before().severity()).before(effect.before());
    severity(effect.after().severity()).after(effect.after());
    effect.evaluation().unknownRules().forEach(id -> unknownRules.of(id).incrementAndGet());
    fail(failures, effect);
    differing.forEach(this::differ);
    different += differing.isEmpty() ? 0 : 1;
    if (!effects.isEmpty() || !differing.isEmpty()) {
      sample.add(kind(byRule, differing), () -> SampledFinding.of(effect, byRule, differing));
    }
  }

  private List<Difference> compared(TriedBook compared, BookEffect effect) {
    BookEffect others = compared.effect(effect.finding());
    fail(otherFailures, others);
    return Difference.between(others, effect);
  }

  private static void fail(Trouble trouble, BookEffect effect) {
    for (RuleFailure failure : effect.evaluation().failures()) {
      trouble.add(
          "rule %s failed on finding %s: %s"
              .formatted(failure.rule(), effect.finding().identifier(), failure.message()));
    }
  }

  private EffectCounts counts(String rule) {
    EffectCounts known = bookRules.get(rule);
    return known == null ? formerRules.of(rule) : known;
  }

  private SeverityCounts severity(Optional<String> name) {
    return severities.computeIfAbsent(name.orElse(SeverityScale.NONE), _ -> new SeverityCounts());
  }

  /// The pairs of rules and severities are bounded by the books; what is said of other fields is
  /// not.
  private void differ(Difference difference) {
    kinds.merge(difference.kind(), 1L, Long::sum);
    if (differences.size() < Groups.MOST_NAMES || differences.containsKey(difference)) {
      differences.merge(difference, 1L, Long::sum);
    } else {
      untoldDifferences++;
    }
  }

  private static String kind(Map<String, Set<RuleEffect>> byRule, List<Difference> differing) {
    if (!differing.isEmpty()) {
      return differing.getFirst().kind() + " " + differing.getFirst().rules();
    }
    return byRule.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .findFirst()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .orElse("");
  }

  /// Counts an event that holds no findings.
  public void skip() {
    skipped++;
  }

  /// Counts something that cannot be read.
  ///
  /// @param sentence where it is, and why
  public void unreadable(String sentence) {
    unreadable.add(sentence);
  }

  /// The book that is tried.
  public TriedBook book() {
    return book;
  }

  /// The book that it is compared with, or empty.
  public Optional<TriedBook> other() {
    return other;
  }

  /// All findings.
  public EffectCounts all() {
    return all;
  }

  /// How many findings there are of a format.
  public long of(Format format) {
    return formats.getOrDefault(format, 0L);
  }

  /// The rules of the book, in its order, with what each does to the findings that it matches.
  public Map<String, EffectCounts> bookRules() {
    return bookRules;
  }

  /// The rules that the book does not have, and whose changes it gives back.
  public Groups<EffectCounts> formerRules() {
    return formerRules;
  }

  /// The findings by their controls.
  public Groups<EffectCounts> controls() {
    return controls;
  }

  /// The findings by their accounts.
  public Groups<EffectCounts> accounts() {
    return accounts;
  }

  /// The findings by their severities, the lowest first.
  public Map<String, SeverityCounts> severities() {
    return severities;
  }

  /// How many findings the two books differ on.
  public long different() {
    return different;
  }

  /// How many differences there are of a kind.
  public long of(DifferenceKind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /// The differences, each with the number of findings it is on.
  public Map<Difference, Long> differences() {
    return differences;
  }

  /// How many differences are in no row of their own.
  public long untoldDifferences() {
    return untoldDifferences;
  }

  /// The rules that marks name and the book does not know, each with the number of findings on
  /// which what they have set stays for that.
  public Groups<AtomicLong> unknownRules() {
    return unknownRules;
  }

  /// Some of the findings on which rules have an effect.
  public FairSample<SampledFinding> sample() {
    return sample;
  }

  /// The rules that failed.
  public Trouble failures() {
    return failures;
  }

  /// The rules of the other book that failed.
  public Trouble otherFailures() {
    return otherFailures;
  }

  /// What could not be read.
  public Trouble unreadable() {
    return unreadable;
  }

  /// How many events held no findings.
  public long skipped() {
    return skipped;
  }

  /// Whether anything went wrong.
  public boolean hasFailures() {
    return failures.number() + otherFailures.number() + unreadable.number() > 0;
  }
}
