package io.quell.run;

import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field.Named;
import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.testing.random.RandomFindings;
import io.quell.testing.random.RandomRules;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import io.quell.value.JsonTree;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every finding and every book, whatever rules read and set, whoever has been there
/// before: 100,000 of them for each law in each format.
@Execution(ExecutionMode.CONCURRENT) // it takes longer than all others together
final class LawsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final int CASES = Integer.getInteger("laws.cases", 100_000);
  private static final String BOOK = "prod";
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final Finding NOBODYS = Findings.finding().read();

  // --- A book, a hub and a finding with a past

  /// Rules as a book has them at some time.
  private record Book(List<SampleRule> rules, RuleHistory history, BookSettings settings) {
    private RuleEngine engine() {
      return new RuleEngine(rules, history, "version", settings, CLOCK);
    }

    /// The same book, of which no rule runs.
    private Book suspended() {
      return suspending(ids());
    }

    private Book suspending(Set<String> ids) {
      return new Book(rules, new RuleHistory(history.removed(), history.moved(), ids), settings);
    }

    private Set<String> ids() {
      return rules.stream().map(SampleRule::card).map(Card::id).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return "%s %s %s"
          .formatted(
              rules.stream()
                  .map(
                      one ->
                          "%n  %s %s %s %s when %s: %s"
                              .formatted(
                                  one.card().id(),
                                  one.card().changes(),
                                  one.card().expires(),
                                  one.card().terminal(),
                                  one.when(),
                                  decided(one)))
                  .toList(),
              history,
              settings);
    }
  }

  private static Object decided(SampleRule rule) {
    try {
      return rule.decide(NOBODYS);
    } catch (IllegalStateException e) {
      return e;
    }
  }

  /// A finding, what takes updates of it, and the book that is to decide on it.
  ///
  /// @param merges whether the hub adds user-defined fields to those that a finding has
  /// @param readsScores whether rules may read the normalized and the product severity
  private record Case(SampleFinding finding, Book book, boolean merges, boolean readsScores) {
    private SampleFinding after(SampleFinding sample, Update update) {
      SampleFinding after = sample.after(update);
      if (!merges || update.userDefinedFields().isEmpty()) {
        return after;
      }
      Map<String, String> all = new LinkedHashMap<>(sample.read().userDefinedFields());
      all.putAll(update.userDefinedFields());
      return after.with(all, "UserDefinedFields");
    }

    private SampleFinding settled(SampleFinding sample, RuleEngine engine) {
      return after(sample, engine.evaluate(sample.read()).update());
    }

    @Override
    public String toString() {
      return "%s%nby %s, %s".formatted(shown(finding), book, merges ? "merged" : "replaced");
    }
  }

  /// A finding in any state: fresh, with what earlier rules of the same book have left and others
  /// have changed since, or with what only looks like a mark.
  private static Case of(Random random, Format format) {
    boolean readsScores = random.nextBoolean();
    FieldsReading reading = random.nextBoolean() ? FieldsReading.MERGE : FieldsReading.REPLACE;
    boolean merges = reading == FieldsReading.MERGE || random.nextBoolean();
    BookSettings settings =
        switch (random.nextInt(8)) {
          case 0 -> BookSettings.trial();
          case 1 -> BookSettings.adHoc();
          default -> BookSettings.of(BOOK, Set.of("unnamed"));
        };
    settings = settings.reading(reading);
    Book book = book(random, readsScores, settings);
    SampleFinding finding = RandomFindings.untouched(random, format);
    switch (random.nextInt(8)) {
      case 0 -> finding = RandomFindings.planted(random, finding, BOOK);
      case 1, 2, 3 -> {
        int steps = 1 + random.nextInt(2);
        for (int step = 0; step < steps; step++) {
          var past = new Case(finding, book(random, readsScores, settings), merges, readsScores);
          finding = past.settled(finding, past.book.engine());
          if (random.nextBoolean()) {
            finding = RandomFindings.touched(random, finding);
          }
        }
      }
      default -> {}
    }
    return new Case(finding, book, merges, readsScores);
  }

  private static Book book(Random random, boolean readsScores, BookSettings settings) {
    List<SampleRule> rules = new ArrayList<>(RandomRules.rules(random, readsScores));
    if (readsScores) { // what a score was is remembered where a rule reads it
      rules.add(rule("scores").when(Named.NORMALIZED_SEVERITY.isAtLeast(0)));
    }
    Set<String> ids = rules.stream().map(one -> one.card().id()).collect(Collectors.toSet());
    Set<String> removed = new HashSet<>();
    Map<String, String> moved = new HashMap<>();
    Set<String> suspended = new HashSet<>();
    for (String id : RandomRules.IDS) {
      int chance = random.nextInt(8);
      if (ids.contains(id)) {
        if (chance == 0) {
          suspended.add(id);
        }
      } else if (chance < 2) {
        removed.add(id);
      } else if (chance == 2) {
        moved.put(id, rules.getFirst().card().id());
      }
    }
    return new Book(rules, new RuleHistory(removed, moved, suspended), settings);
  }

  /// What counts of a finding.
  private static String shown(SampleFinding sample) {
    Map<String, Object> shown = new LinkedHashMap<>(sample.json());
    shown
        .keySet()
        .retainAll(
            Set.of(
                "Severity",
                "Workflow",
                "VerificationState",
                "Confidence",
                "Criticality",
                "Types",
                "RelatedFindings",
                "UserDefinedFields",
                "Note",
                "RecordState",
                "Compliance",
                "FindingProviderFields",
                "severity_id",
                "status_id",
                "comment",
                "activity_id",
                "vendor_attributes",
                "compliance"));
    return shown.toString();
  }

  private static void require(boolean holds, int seed, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError("seed %d: %s".formatted(seed, otherwise.get()));
    }
  }

  /// What a law was tried on, so that it cannot hold for want of cases.
  private static void tried(String law, Format format, int number, int atLeast) {
    System.out.printf("%s, %s: %d of %d cases%n", law, format, number, CASES);
    assertThat(number)
        .as("%s, %s", law, format)
        .isGreaterThan((int) ((long) atLeast * CASES / 100_000));
  }

  // --- 1

  @ParameterizedTest
  @EnumSource
  void anUpdateOnceAppliedLeadsToNoOther(Format format) {
    int updates = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case one = of(new Random(seed), format);
      RuleEngine engine = one.book.engine();
      Update update = engine.evaluate(one.finding.read()).update();
      if (!update.isEmpty()) {
        updates++;
        SampleFinding after = one.after(one.finding, update);
        Update second = engine.evaluate(after.read()).update();
        require(
            second.isEmpty(),
            seed,
            () -> "%s%ngave %s%nand then %s".formatted(one, update.values(), second.values()));
      }
    }
    tried("An update once applied leads to no other", format, updates, 25_000);
  }

  // --- 1, of more than one finding

  /// An engine remembers what it has worked out. That changes nothing: neither for another finding
  /// in the same situation, nor for one in which somebody has changed something since.
  @ParameterizedTest
  @EnumSource
  void whatAnEngineHasSeenChangesNothing(Format format) {
    int updates = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      boolean isLazy = seed % 2 == 0;
      Case one = of(random, format);
      RuleEngine engine = one.book.engine();
      Update first = engine.evaluate(read(one.finding, isLazy)).update();
      SampleFinding another =
          switch (format) {
            case ASFF -> one.finding.with("another", "Id");
            case OCSF -> one.finding.with("another", "metadata", "uid");
          };
      SampleFinding touched =
          random.nextBoolean() ? another : RandomFindings.touched(random, another);
      Evaluation remembered = engine.evaluate(read(touched, isLazy));
      Evaluation fresh = one.book.engine().evaluate(read(touched, isLazy));
      require(
          remembered.equals(fresh),
          seed,
          () -> "%s%nled to %s%nand from anew to %s".formatted(one, remembered, fresh));
      updates += !first.isEmpty() && first.equals(remembered.update()) ? 1 : 0;
    }
    tried("What an engine has seen changes nothing", format, updates, 10_000);
  }

  /// As the function reads a finding from the bytes of its event, or as files are read.
  private static Finding read(SampleFinding finding, boolean isLazy) {
    try {
      return isLazy
          ? Finding.read(Json.readLazily(Json.write(finding.read().json())))
          : finding.read();
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- 1, where nothing new is set

  /// It gives back what the rules do not lead to any more, and does nothing else.
  @ParameterizedTest
  @EnumSource
  void whoSetsNothingOnlyGivesBack(Format format) {
    int updates = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Case one = of(new Random(seed), format);
      Finding finding = one.finding.read();
      RuleEngine engine = one.book.engine();
      RuleEngine stopped = engine.settingNothing();
      Update update = stopped.evaluate(finding).update();
      if (update.isEmpty()) {
        continue;
      }
      updates++;
      List<RuleChange> changes = stopped.evaluate(finding).changes();
      require(
          !changes.isEmpty() && changes.stream().allMatch(RuleChange::isGivenBack),
          seed,
          () -> "%s%nwas changed by %s: %s".formatted(one, changes, update.values()));
      Set<UpdateField> otherwise =
          engine.evaluate(finding).changes().stream()
              .map(RuleChange::field)
              .collect(Collectors.toSet());
      require(
          changes.stream().allMatch(change -> otherwise.contains(change.field())),
          seed,
          () -> "%s%ngave back what rules want as it is: %s".formatted(one, changes));
      SampleFinding after = one.after(one.finding, update);
      require(
          stopped.evaluate(after.read()).update().isEmpty(),
          seed,
          () -> "%s%ngave %s%nand then more".formatted(one, update.values()));
      Map<String, String> entries = new LinkedHashMap<>(update.userDefinedFields());
      entries.keySet().removeIf(ReservedFields::has);
      require(
          finding.userDefinedFields().entrySet().containsAll(entries.entrySet())
              && UpdateField.related(finding).containsAll(update.relatedFindings()),
          seed,
          () -> "%s%ngot entries: %s".formatted(one, update.values()));
    }
    tried("Who sets nothing only gives back", format, updates, 2_000);
  }

  // --- 2

  /// What rules see, taken down by a rule that meets every finding and changes none.
  private static final class Witness {
    private final RuleEngine engine;
    private List<String> seen = List.of();

    Witness(Case one, List<SampleRule> others, Random random) {
      List<SampleRule> all = new ArrayList<>();
      all.add(
          rule("witness")
              .decides(
                  finding -> {
                    seen = values(finding, one.readsScores);
                    return Decision.noMatch();
                  }));
      for (SampleRule other : others) {
        all.add(
            other
                .with(other.card().toBuilder().terminal(false).build())
                .when(RandomRules.criteria(random, one.readsScores, 1))
                .decides(
                    finding ->
                        finding.severity().isPresent()
                            ? Decision.severity(finding.severity().get())
                            : Decision.suppress()));
      }
      engine = new RuleEngine(all, RuleHistory.NONE, "witness", one.book.settings, CLOCK);
    }

    /// What rules see of a finding, which of them match it, and on what they decide.
    List<String> of(SampleFinding finding) {
      seen = new ArrayList<>();
      Evaluation evaluation = engine.evaluate(finding.read());
      List<String> all = new ArrayList<>(seen);
      evaluation.matched().forEach(card -> all.add("matched: " + card.id()));
      return all;
    }

    private static List<String> values(Finding finding, boolean readsScores) {
      List<String> values = new ArrayList<>();
      var subject = EvaluationContext.of(finding, CLOCK.instant());
      for (Named field : Named.in(finding.format())) {
        if (field != Named.NORMALIZED_SEVERITY || readsScores) {
          values.add(field + ": " + field.values(subject).toList());
        }
      }
      finding.userDefinedFields().entrySet().stream()
          .filter(field -> !field.getValue().isBlank())
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> values.add("user-defined: " + field));
      values.add("related: " + finding.raw("RelatedFindings", "Id"));
      if (readsScores) {
        values.add(
            "product severity: "
                + Criteria.raw("Severity", "Product").values(finding).map(Json::number).toList());
      }
      return values;
    }
  }

  @ParameterizedTest
  @EnumSource
  void rulesSeeOfWhatIsUndoneWhatTheySawBefore(Format format) {
    int undone = 0;
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      Case one = of(random, format);
      Update update = one.book.engine().evaluate(one.finding.read()).update();
      if (update.isEmpty()) {
        continue;
      }
      SampleFinding changed = one.after(one.finding, update);
      Update undoing = one.book.suspended().engine().evaluate(changed.read()).update();
      SampleFinding back = one.after(changed, undoing);
      undone += undoing.isEmpty() ? 0 : 1;
      var witness = new Witness(one, one.book.rules, random);
      List<String> before = witness.of(one.finding);
      for (SampleFinding later : List.of(changed, back)) {
        List<String> after = witness.of(later);
        require(
            before.equals(after),
            seed,
            () ->
                "%s%nand then, as %s,%nwas seen as%n%s%nand as%n%s"
                    .formatted(one, shown(later), without(before, after), without(after, before)));
      }
    }
    tried("Rules see of what is undone what they saw before", format, undone, 10_000);
  }

  private static List<String> without(List<String> all, List<String> others) {
    return all.stream().filter(value -> !others.contains(value)).toList();
  }

  // --- 3

  /// The severity of a provider's import: it becomes the one in force as long as no customer has
  /// set that one.
  private static SampleFinding imported(
      SampleFinding sample, Object severity, boolean isCustomers) {
    SampleFinding imported =
        switch (sample) {
          case Sample asff -> asff.with(severity, AsffFinding.PROVIDER_FIELDS, "Severity");
          default -> sample.with(severity, "vendor_attributes", "severity_id");
        };
    return isCustomers
        ? imported
        : imported.with(severity, sample instanceof Sample ? "Severity" : "severity_id");
  }

  private static Object providers(SampleFinding sample) {
    List<String> path =
        sample instanceof Sample
            ? List.of(AsffFinding.PROVIDER_FIELDS, "Severity")
            : List.of("vendor_attributes", "severity_id");
    return Objects.requireNonNull(JsonTree.value(sample.read().json(), path));
  }

  private static Object severity(SampleFinding sample) {
    Object severity = sample.json().get(sample instanceof Sample ? "Severity" : "severity_id");
    return severity == null ? "none" : severity;
  }

  private static Object away(Random random, SampleFinding sample) {
    SeverityLabel label = LABELS.get(random.nextInt(LABELS.size()));
    if (!(providers(sample) instanceof Map<?, ?> severity)) {
      return OcsfSeverity.of(label).id();
    }
    Map<Object, Object> other = new LinkedHashMap<>(severity);
    other.put("Label", label.name());
    other.put("Normalized", label.lowestNormalized());
    return other;
  }

  private static boolean isOver(SampleFinding sample) {
    Finding finding = sample.read();
    return finding.recordState().equals(Optional.of("ARCHIVED"))
        || Named.COMPLIANCE_STATUS.values(finding).anyMatch("PASSED"::equals);
  }

  private static boolean setsSeverity(Update update) {
    return update.severity().isPresent()
        || update.severityId().isPresent()
        || update.value(UpdateField.NORMALIZED_SEVERITY).isPresent()
        || update.value(UpdateField.PRODUCT_SEVERITY).isPresent();
  }

  /// What a rule's change is undone on and done again. Of the other fields there is no way back
  /// where the provider gives nothing, or where no update takes an entry away.
  private static List<String> comesBack(SampleFinding sample) {
    Finding finding = sample.read();
    List<String> values = new ArrayList<>();
    values.add("severity: " + Named.SEVERITY.values(finding).toList());
    values.add("status: " + status(finding));
    if (finding instanceof AsffFinding) {
      values.add("state: " + finding.verificationState().filter(s -> !s.equals("UNKNOWN")));
      if (finding.json().get(AsffFinding.PROVIDER_FIELDS) instanceof Map<?, ?> provider) {
        for (String member : List.of("Confidence", "Criticality", "Types")) {
          if (provider.containsKey(member)) {
            values.add(member + ": " + finding.raw(member));
          }
        }
      }
    }
    return values;
  }

  /// The same case, where half of the rules ask about what changes and changes back.
  private static Case leaving(Random random, Case one, boolean byTag) {
    List<SampleRule> rules = new ArrayList<>();
    for (SampleRule rule : one.book.rules) {
      SeverityLabel label = LABELS.get(random.nextInt(LABELS.size()));
      Criteria more =
          byTag
              ? Criteria.resourceTag("stage").is("away")
              : random.nextBoolean() ? Named.SEVERITY.is(label) : Named.PROVIDER_SEVERITY.is(label);
      rules.add(
          switch (rule.card().id().equals("scores") ? 2 : random.nextInt(4)) {
            case 0 -> rule.when(more);
            case 1 -> rule.when(Criteria.not(more));
            default -> rule;
          });
    }
    Book book = new Book(rules, one.book.history, one.book.settings);
    return new Case(one.finding, book, one.merges, one.readsScores);
  }

  /// NEW where there is none: nobody has answered the finding.
  private static Object status(Finding finding) {
    List<Object> status =
        Stream.of(finding.raw("Workflow", "Status"), finding.raw("status_id"))
            .flatMap(List::stream)
            .toList();
    return status.isEmpty() ? List.of(finding instanceof AsffFinding ? "NEW" : 1) : status;
  }

  @ParameterizedTest
  @EnumSource
  void whoLeavesTheCriteriaAndComesBackEndsWhereHeWouldHaveBeen(Format format) {
    int left = 0;
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      boolean byTag = random.nextBoolean();
      Case one = leaving(random, of(random, format), byTag);
      RuleEngine engine = one.book.engine();
      Optional<SeverityLabel> home = one.finding.read().providerSeverity();
      if (!one.book.settings.givesBack() // as of rules that are no deployment's
          || isOver(one.finding) // what Quell has set waits then
          || home.isEmpty() // there is no way back to no severity
          || (!byTag // somebody's own choice looks like the provider's where that becomes the same
              && !severity(one.finding).equals(providers(one.finding)))) {
        continue;
      }
      SampleFinding fresh = one.finding;
      Evaluation beginning = engine.evaluate(fresh.read());
      Update first = beginning.update();
      SampleFinding start = one.after(fresh, first);
      boolean isCustomers = setsSeverity(first);
      SampleFinding gone =
          byTag ? start.tag("stage", "away") : imported(start, away(random, start), isCustomers);
      Evaluation leaving = engine.evaluate(gone.read());
      Update second = leaving.update();
      if (beginning.kept().toString().contains("somebody else has changed it since")) {
        continue; // away from home the provider may give what the mark says
      }
      boolean isAnyFailed = !beginning.failures().isEmpty() || !leaving.failures().isEmpty();
      if (second.isEmpty()
          || isAnyFailed
          || second.value(UpdateField.PRODUCT_SEVERITY).isPresent() // is it the whole severity's?
      ) {
        continue;
      }
      isCustomers |= setsSeverity(second);
      SampleFinding there = one.after(gone, second);
      SampleFinding returned =
          byTag
              ? there.with(
                  start.json().get(format == Format.ASFF ? "Resources" : "resources"),
                  format == Format.ASFF ? "Resources" : "resources")
              : imported(there, providers(start), isCustomers);
      Evaluation returning = engine.evaluate(returned.read());
      boolean isAnyUnknown =
          !beginning.unknownRules().isEmpty() || !returning.unknownRules().isEmpty();
      if (isAnyUnknown
          && !Set.of(UpdateField.NOTE, UpdateField.USER_DEFINED_FIELDS)
              .containsAll(second.values().keySet())) {
        continue; // what a rule had set that the book does not know, another has set over
      }
      left++;
      SampleFinding end = one.after(returned, returning.update());
      List<String> expected = comesBack(start);
      List<String> actual = comesBack(end);
      require(
          expected.equals(actual),
          seed,
          () ->
              "%s%nwas%n%s%n%s%naway%n%s%nand back%n%s%n%s"
                      .formatted(one, expected, shown(start), shown(there), actual, shown(end))
                  + beginning.kept()
                  + beginning.matched()
                  + returning.kept()
                  + returning.matched());
    }
    tried("Who leaves and comes back ends where he would have been", format, left, 5_000);
  }

  // --- 4

  @ParameterizedTest
  @EnumSource
  void aBookWithoutRulesChangesNothing(Format format) {
    int marked = 0;
    List<BookSettings> settings =
        List.of(
            BookSettings.of(BOOK, Set.of()),
            BookSettings.of(BOOK, Set.of("unnamed", "other")),
            BookSettings.trial(),
            BookSettings.trial().reading(FieldsReading.MERGE),
            BookSettings.adHoc());
    List<RuleEngine> empty =
        settings.stream()
            .map(one -> new RuleEngine(List.of(), RuleHistory.NONE, "empty", one, CLOCK))
            .toList();
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      Case one = of(random, format);
      SampleFinding finding =
          switch (random.nextInt(3)) {
            case 0 -> one.finding;
            case 1 -> one.settled(one.finding, one.book.engine());
            default -> RandomFindings.planted(random, one.finding, BOOK);
          };
      Finding read = finding.read();
      marked += isMarked(finding) ? 1 : 0;
      Evaluation evaluation = empty.get(random.nextInt(empty.size())).evaluate(read);
      require(
          evaluation.update().isEmpty(),
          seed,
          () -> "%s gave %s".formatted(shown(finding), evaluation.update().values()));
    }
    tried("A book without rules changes nothing", format, marked, 50_000);
  }

  private static boolean isMarked(SampleFinding finding) {
    return switch (finding) {
      case Sample asff ->
          asff.json().get("UserDefinedFields") instanceof Map<?, ?> fields
              && (fields.containsKey("QuellMark") || fields.containsKey("quell.rules"));
      default ->
          finding.json().get("comment") instanceof String comment && comment.contains("[quell:");
    };
  }

  // --- 5

  /// The values that an update sets, each as somebody who looks at the finding would name it.
  private static Map<String, String> written(Update update) {
    Map<String, String> written = new LinkedHashMap<>();
    update
        .values()
        .forEach(
            (field, value) -> {
              switch (field) {
                case SEVERITY, SEVERITY_ID, NORMALIZED_SEVERITY ->
                    written.merge(
                        "severity", value.toString(), (label, number) -> label + "/" + number);
                case WORKFLOW_STATUS, STATUS_ID -> written.put("status", value.toString());
                case NOTE, RELATED_FINDINGS -> {}
                case USER_DEFINED_FIELDS ->
                    ((FieldValue.Entries) value)
                        .entries()
                        .forEach(
                            (name, text) -> {
                              if (RandomFindings.NAMES.contains(name)) {
                                written.put(name, text);
                              }
                            });
                case PRODUCT_SEVERITY, VERIFICATION_STATE, CONFIDENCE, CRITICALITY, TYPES ->
                    written.put(field.key(), value.toString());
              }
            });
    return written;
  }

  /// The finding after somebody has set another value on a field than Quell.
  private static SampleFinding insisted(
      Random random, SampleFinding sample, String field, String written, boolean onNew) {
    while (true) {
      SampleFinding other = insisted(random, sample, field, onNew);
      if (!value(other, field).equals(value(sample, field))) {
        return other;
      }
      if (field.equals("status") && onNew && written.equals("NEW")) {
        return sample; // who insists on New agrees
      }
    }
  }

  private static SampleFinding insisted(
      Random random, SampleFinding sample, String field, boolean onNew) {
    List<String> words = RandomFindings.WORDS;
    int number = 10 * random.nextInt(11);
    if (sample instanceof OcsfSample) {
      return switch (field) {
        case "status" -> sample.with(onNew ? 1 : 1 + random.nextInt(4), "status_id");
        case "severity" -> sample.with(1 + random.nextInt(5), "severity_id");
        default -> throw new IllegalArgumentException(field);
      };
    }
    Map<String, Object> json = new LinkedHashMap<>(sample.json());
    switch (field) {
      case "severity" -> {
        return sample instanceof Sample asff
            ? asff.severityInForce(LABELS.get(random.nextInt(LABELS.size())))
            : sample;
      }
      case "status" ->
          json.put(
              "Workflow",
              Map.of(
                  "Status",
                  onNew
                      ? "NEW"
                      : List.of("NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED")
                          .get(random.nextInt(4))));
      case "product-severity" -> {
        return sample.with(number / 10.0, "Severity", "Product");
      }
      case "verification-state" ->
          json.put(
              "VerificationState",
              List.of("UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE", "BENIGN_POSITIVE")
                  .get(random.nextInt(4)));
      case "confidence" -> json.put("Confidence", number);
      case "criticality" -> json.put("Criticality", number);
      case "types" ->
          json.put(
              "Types",
              List.of(RandomFindings.TYPES.get(random.nextInt(RandomFindings.TYPES.size()))));
      default -> {
        return sample.with(words.get(random.nextInt(words.size())), "UserDefinedFields", field);
      }
    }
    return new Sample(new LinkedHashMap<>(json));
  }

  private static List<Object> value(SampleFinding sample, String field) {
    boolean isAsff = sample instanceof Sample;
    return JsonTree.at(
        sample.json(),
        switch (field) {
          case "severity" -> isAsff ? List.of("Severity", "Label") : List.of("severity_id");
          case "status" -> isAsff ? List.of("Workflow", "Status") : List.of("status_id");
          case "product-severity" -> List.of("Severity", "Product");
          case "verification-state" -> List.of("VerificationState");
          case "confidence" -> List.of("Confidence");
          case "criticality" -> List.of("Criticality");
          case "types" -> List.of("Types");
          default -> List.of("UserDefinedFields", field);
        });
  }

  /// A book that meets every finding: whatever else is on the field, each rule wants the same.
  private static Book alwaysMatching(Random random, BookSettings settings) {
    List<SampleRule> rules = new ArrayList<>();
    for (SampleRule one : RandomRules.rules(random, false)) {
      Decision.Apply decision = RandomRules.decision(random);
      rules.add(
          new SampleRule(
              Card.builder(one.card().id(), "A title", "A reason.", "team")
                  .changes(RandomRules.changes(decision))
                  .build(),
              Criteria.allOf(),
              _ -> decision));
    }
    return new Book(rules, RuleHistory.NONE, settings);
  }

  /// How many rules may set a field.
  private static int rulesOn(Book book, String field) {
    return (int)
        book.rules.stream()
            .map(one -> (Decision.Apply) one.decision().apply(NOBODYS))
            .filter(
                decision ->
                    decision.actions().stream().anyMatch(action -> isOn(action.toString(), field)))
            .count();
  }

  private static boolean isOn(String action, String field) {
    return switch (field) {
      case "severity" ->
          (action.contains("Severity[") && !action.contains("product severity"))
              || action.contains("normalized severity")
              || action.contains("severity id");
      case "status" -> action.startsWith("SetWorkflow") || action.contains("status id");
      default -> action.contains(field.replace('-', ' ')) || action.contains("name=" + field);
    };
  }

  @ParameterizedTest
  @EnumSource
  void againstWhoInsistsARuleWritesAFieldOnce(Format format) {
    int insistedOn = 0;
    int severalRules = 0;
    for (int seed = 0; seed < CASES; seed++) {
      var random = new Random(seed);
      FieldsReading reading = random.nextBoolean() ? FieldsReading.MERGE : FieldsReading.REPLACE;
      Book book = alwaysMatching(random, BookSettings.of(BOOK, Set.of()).reading(reading));
      SampleFinding finding = RandomFindings.untouched(random, format);
      var one = new Case(finding, book, reading == FieldsReading.MERGE, false);
      Set<String> others = new HashSet<>();
      if (random.nextBoolean()) { // some rules have had their say before
        for (String id : book.ids()) {
          if (random.nextBoolean()) {
            others.add(id);
          }
        }
        finding = one.settled(finding, book.suspending(others).engine());
      }
      RuleEngine engine = book.engine();
      boolean onNew = random.nextBoolean();
      int rounds = 0;
      Map<String, Integer> contested = new HashMap<>();
      Set<String> insistent = new HashSet<>();
      List<Object> story = new ArrayList<>();
      while (true) {
        Update update = engine.evaluate(finding.read()).update();
        if (update.isEmpty()) {
          break;
        }
        Map<String, String> written = written(update);
        Map<String, String> now = new LinkedHashMap<>(written);
        for (String field : written.keySet()) {
          if (field.equals("team") || field.equals("ticket")) {
            if (value(finding, field).contains(written.get(field))) {
              now.remove(field); // all fields of others come with an update
            }
          }
        }
        finding = one.after(finding, update);
        story.add(now);
        for (Map.Entry<String, String> change : now.entrySet()) {
          if (insistent.contains(change.getKey())) {
            contested.merge(change.getKey(), 1, Integer::sum);
          }
          finding = insisted(random, finding, change.getKey(), change.getValue(), onNew);
          insistent.add(change.getKey());
          story.add(List.of("somebody", change.getKey(), value(finding, change.getKey())));
        }
        int round = ++rounds;
        SampleFinding last = finding;
        for (Map.Entry<String, Integer> writes : contested.entrySet()) {
          int rules = rulesOn(book, writes.getKey());
          boolean isTwice = format == Format.OCSF && writes.getKey().equals("status");
          // The first write was against nobody; each further one is another rule's.
          int most = (isTwice ? 2 * rules : rules) - (others.isEmpty() ? 1 : 0);
          require(
              writes.getValue() <= most && round < 30,
              seed,
              () ->
                  "%s%n%s%nmore than %d times on %s: %s%n%s"
                      .formatted(one, others, most, writes.getKey(), story, shown(last)));
        }
      }
      insistedOn += insistent.isEmpty() ? 0 : 1;
      severalRules += contested.isEmpty() ? 0 : 1;
    }
    tried("Against who insists a rule writes a field once", format, insistedOn, 50_000);
    tried("… where another rule wants the field too", format, severalRules, 1_000);
  }
}
