package io.quell.lambda;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.Delivery.Task;
import io.quell.lambda.report.Result;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One finding, and all who change it: its provider, a person, a ticket bot, a native automation
/// rule, another tool, and Quell, whose rules and days change too. Events come late, twice, in any
/// order and together; updates go through later, and reads lag. Once all are silent and one more
/// event has come, Quell is at rest, nothing is its own that no rule wants, and what others have
/// set stands.
@Execution(ExecutionMode.CONCURRENT)
final class LifeOfAFindingTest {
  private static final int SCHEDULES = Integer.getInteger("life.schedules", 2_000);
  private static final int TICKS = 40;
  private static final int LATEST_EVENT = 8;
  private static final int LATE = 3;
  private static final int LATEST_UPDATE = 4;
  private static final int LONGEST_READ_LAG = 3;
  private static final String SEVERITY = "severity";
  private static final String STATUS = "status";
  private static final String TICKET = "ticket";
  private static final String NOTE = "note";
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final List<WorkflowStatus> STATUSES = List.of(WorkflowStatus.values());

  /// An event that waits to be delivered.
  private record Waiting(int raised, int due, SampleFinding finding) {}

  /// An update that the hub has taken and not applied yet.
  ///
  /// @param seen the tick of the version that it was decided on
  private record Taken(int seen, int due, Update update) {}

  /// What somebody has set.
  private record Claim(String field, String value, int tick, String who) {}

  /// An update of Quell's that has gone through.
  private record Write(int seen, int applied, Set<String> fields) {}

  /// A finding's life, and the hub that it lives in.
  private static final class Life {
    private final Random random;
    private final Format format;
    private final boolean isMerged;
    private final FieldsReading reading;
    private final boolean importsSetNew;
    private final Optional<String> nativeRule;
    private final Optional<String> tool;
    private final List<String> story = new ArrayList<>();
    private final List<SampleFinding> versions = new ArrayList<>();
    private final List<Waiting> events = new ArrayList<>();
    private final List<Taken> updates = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, String> quells = new HashMap<>();
    private final Map<String, String> setters = new HashMap<>();
    private final Map<String, Integer> setAt = new HashMap<>();
    private final List<SampleRule> rules;
    private final Set<String> removed = new HashSet<>();
    private final Set<String> suspended = new HashSet<>();
    private final Map<String, String> moved = new HashMap<>();
    private final boolean hasPerson;
    private final boolean hasBot;
    private boolean hasVanished;
    private SampleFinding now;
    private boolean isSeverityACustomers;
    private int lastRuleChange = -1;
    private int writtenAgain;
    private boolean isAgainst;
    private int tick;
    private int day;
    private boolean isQuiet;

    Life(long seed, Format format) {
      random = new Random(seed);
      this.format = format;
      isMerged = random.nextBoolean();
      reading = isMerged && random.nextBoolean() ? FieldsReading.MERGE : FieldsReading.REPLACE;
      importsSetNew = format == Format.OCSF && random.nextBoolean();
      nativeRule = random.nextInt(3) == 0 ? Optional.of(oneOf(STATUS, SEVERITY)) : Optional.empty();
      tool = random.nextInt(4) == 0 ? Optional.of(oneOf(STATUS, SEVERITY)) : Optional.empty();
      hasPerson = random.nextBoolean();
      hasBot = random.nextInt(3) == 0;
      rules = rules();
      SampleFinding fresh =
          switch (format) {
            case ASFF -> finding();
            case OCSF -> ocsfFinding();
          };
      now = fresh.severity(one(LABELS)).workflow(WorkflowStatus.NEW);
      versions.add(now);
      changed();
    }

    private <T> T one(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private String oneOf(String first, String second) {
      return random.nextBoolean() ? first : second;
    }

    // --- The book

    private List<SampleRule> rules() {
      List<SampleRule> all = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      for (int at = 0; at < count; at++) {
        all.add(edited(rule("r-" + at)));
      }
      return all;
    }

    private SampleRule edited(SampleRule rule) {
      Decision.Apply decision =
          switch (random.nextInt(5)) {
            case 0 -> Decision.severity(one(LABELS));
            case 1 -> Decision.suppress().and(Decision.severity(one(LABELS)));
            case 2 -> Decision.userDefinedField(TICKET, "Q-" + random.nextInt(2));
            case 3 ->
                Decision.workflow(
                    oneOf("", "x").isEmpty() ? WorkflowStatus.NOTIFIED : WorkflowStatus.RESOLVED);
            default -> Decision.suppress();
          };
      Criteria criteria =
          switch (random.nextInt(5)) {
            case 0 -> Criteria.not(Named.PROVIDER_SEVERITY.is(SeverityLabel.CRITICAL));
            case 1 -> Named.SEVERITY.is(one(LABELS), one(LABELS));
            case 2 -> Criteria.resourceTag("stage").is("dev");
            case 3 -> Named.WORKFLOW_STATUS.is(WorkflowStatus.NEW);
            default -> Criteria.allOf();
          };
      return rule.when(criteria).decides(decision);
    }

    private Clock clock() {
      return Clock.fixed(time(tick).plus(Duration.ofDays(day)), ZoneOffset.UTC);
    }

    private static Instant time(int tick) {
      return Instant.parse("2026-06-01T08:00:00Z").plus(Duration.ofMinutes(tick));
    }

    private RuleEngine engine(List<SampleRule> some) {
      Set<String> ids = new HashSet<>();
      some.forEach(rule -> ids.add(rule.card().id()));
      Set<String> idle = new HashSet<>(suspended);
      idle.retainAll(ids);
      Map<String, String> renamed = new HashMap<>(moved);
      renamed.keySet().removeIf(id -> !ids.contains(present(id)) && !removed.contains(present(id)));
      return new RuleEngine(
          some,
          new RuleHistory(removed, renamed, idle),
          "version",
          BookSettings.of("prod", Set.of()).reading(reading),
          clock());
    }

    private String present(String id) {
      return moved.containsKey(id) ? present(moved.get(id)) : id;
    }

    private void changeRules() {
      int at = rules.isEmpty() ? -1 : random.nextInt(rules.size());
      if (at < 0) {
        return;
      }
      SampleRule rule = rules.get(at);
      String id = rule.card().id();
      switch (random.nextInt(7)) {
        case 0 -> rules.set(at, rule.expires("2026-06-0" + (1 + random.nextInt(4))));
        case 1 -> rules.set(at, edited(rule));
        case 2 -> suspended.add(id);
        case 3 -> suspended.remove(id);
        case 4 -> {
          rules.remove(at);
          if (random.nextInt(5) > 0) {
            removed.add(id);
          } else {
            hasVanished = true;
          }
        }
        case 5 -> {
          String other = id + "-m";
          rules.set(at, rule.with(rule.card().toBuilder().id(other).build()));
          moved.put(id, other);
          if (suspended.remove(id)) {
            suspended.add(other);
          }
        }
        default -> day++;
      }
      lastRuleChange = tick;
      story.add("rules: " + rules.stream().map(one -> one.card().id()).toList() + ", day " + day);
    }

    // --- The hub

    private void changed() {
      if (now instanceof Sample asff) {
        now = asff.with(time(tick).toString(), "ProcessedAt");
      }
      versions.set(versions.size() - 1, now);
      if (isQuiet || random.nextInt(8) > 0) { // some events are lost
        int copies = random.nextInt(6) == 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
          int delay = random.nextInt(4) == 0 ? random.nextInt(LATEST_EVENT + 1) : random.nextInt(2);
          events.add(new Waiting(tick, tick + delay, now));
        }
      }
    }

    private String value(String field) {
      Finding read = now.read();
      return switch (field) {
        case SEVERITY -> read.severity().map(Enum::name).orElse("");
        case STATUS -> read.workflowStatus().map(Enum::name).orElse("");
        case TICKET -> read.userDefinedFields().getOrDefault(TICKET, "");
        default -> read.note().map(note -> note.text()).orElse("");
      };
    }

    /// What anybody but Quell sets.
    private void sets(String who, String field, String value) {
      String before = value(field);
      now =
          switch (field) {
            case SEVERITY -> now.severityInForce(SeverityLabel.valueOf(value));
            case STATUS -> now.workflow(WorkflowStatus.valueOf(value));
            case TICKET -> now.with(value, "UserDefinedFields", TICKET);
            default ->
                switch (now) {
                  case Sample asff -> asff.note(value, who);
                  case OcsfSample ocsf -> ocsf.comment(value);
                  default -> throw new IllegalStateException("a finding of no format");
                };
          };
      isSeverityACustomers |= field.equals(SEVERITY);
      story.add("%d %s: %s %s".formatted(tick, who, field, value));
      setters.put(field, who);
      setAt.put(field, tick);
      boolean isProviders =
          field.equals(SEVERITY)
              && now.read().providerSeverity().map(Enum::name).equals(Optional.of(value));
      if (isProviders || value.equals(quells.get(field))) {
        claims.remove(field); // nobody can tell whose it is
      } else if (!before.equals(value)) {
        claims.put(field, new Claim(field, value, tick, who));
      }
      changed();
    }

    private void imports() {
      Finding read = now.read();
      String what = "import";
      switch (random.nextInt(4)) {
        case 0 -> {
          SeverityLabel label = one(LABELS);
          Optional<SeverityLabel> inForce = read.severity();
          now = now.severity(label);
          if (isSeverityACustomers) {
            now = now.severityInForce(inForce.orElseThrow());
          } else {
            claims.remove(SEVERITY);
          }
          what = "calls it " + label;
          // What a person has chosen and what the provider gives cannot be told apart any more.
          claims.computeIfPresent(
              SEVERITY, (_, claim) -> claim.value().equals(label.name()) ? null : claim);
        }
        case 1 -> now = tagged(oneOf("dev", "prod"));
        case 2 -> {
          boolean passes = random.nextInt(3) == 0;
          boolean passed = Named.COMPLIANCE_STATUS.values(read).anyMatch("PASSED"::equals);
          now =
              switch (format) {
                case ASFF -> now.with(passes ? "PASSED" : "FAILED", "Compliance", "Status");
                case OCSF -> now.with(passes ? "Pass" : "Fail", "compliance", "status");
              };
          if (format == Format.ASFF && passes && !value(STATUS).equals("SUPPRESSED")) {
            provides("RESOLVED");
          } else if (format == Format.ASFF && passed && !passes) {
            reopens();
          }
          what = passes ? "passes" : "fails";
        }
        default -> {
          boolean archives = random.nextInt(4) == 0;
          boolean wasArchived = read.recordState().equals(Optional.of("ARCHIVED"));
          now =
              switch (format) {
                case ASFF -> now.with(archives ? "ARCHIVED" : "ACTIVE", "RecordState");
                case OCSF -> now.with(archives ? 3 : 2, "activity_id");
              };
          if (format == Format.ASFF && wasArchived && !archives) {
            reopens();
          }
          what = archives ? "archives" : "activates";
        }
      }
      if (now instanceof OcsfSample) {
        now = now.with(clock().millis(), "finding_info", "modified_time");
      }
      if (importsSetNew) {
        provides("NEW");
      }
      story.add("%d provider %s".formatted(tick, what));
      nativeRule
          .filter(_ -> !isQuiet)
          .ifPresent(
              field -> insists("native rule", field, field.equals(STATUS) ? "NOTIFIED" : "MEDIUM"));
      changed();
    }

    private SampleFinding tagged(String stage) {
      return switch (now) {
        case Sample asff -> asff.tag("stage", stage);
        default ->
            now.with(List.of(Map.of("name", "stage", "value", stage)), "resources", "0", "tags");
      };
    }

    private void reopens() {
      if (!value(STATUS).equals("SUPPRESSED")) {
        provides("NEW");
      }
    }

    private void provides(String status) {
      if (!value(STATUS).equals(status)) {
        claims.remove(STATUS);
      }
      setters.put(STATUS, "provider");
      setAt.put(STATUS, tick);
      now = now.workflow(WorkflowStatus.valueOf(status));
    }

    private void insists(String who, String field, String value) {
      if (!value(field).equals(value)) {
        sets(who, field, value);
      }
    }

    private void applies(Taken taken) {
      Update update = taken.update();
      SampleFinding after = now.after(update);
      if (isMerged && !update.userDefinedFields().isEmpty()) {
        Map<String, String> all = new LinkedHashMap<>(now.read().userDefinedFields());
        all.putAll(update.userDefinedFields());
        after = after.with(all, "UserDefinedFields");
      }
      now = after;
      Set<String> fields = new HashSet<>();
      if (update.severity().isPresent() || update.severityId().isPresent()) {
        isSeverityACustomers = true;
        fields.add(SEVERITY);
      }
      if (update.workflowStatus().isPresent() || update.statusId().isPresent()) {
        fields.add(STATUS);
      }
      if (update.userDefinedFields().containsKey(TICKET)) {
        fields.add(TICKET);
      }
      isAgainst |= isAgainst(taken, fields);
      fields.forEach(field -> quells.put(field, value(field)));
      fields.forEach(field -> setters.put(field, "Quell"));
      writes.add(new Write(taken.seen(), tick, fields));
      // What somebody sets while an update is on its way may be lost: there is no compare-and-set.
      claims.values().removeIf(claim -> taken.seen() <= claim.tick() && claim.tick() <= tick);
      story.add(
          "%d Quell, as of %d: %s %s %s"
              .formatted(
                  tick,
                  taken.seen(),
                  fields.stream().map(field -> field + "=" + value(field)).toList(),
                  update.userDefinedFields(),
                  format == Format.OCSF ? value(NOTE) : ""));
      changed();
    }

    /// Whether the one rule that sets a status sets it again, although somebody else has changed it
    /// since and the rules have not.
    private boolean isAgainst(Taken taken, Set<String> fields) {
      String value = value(STATUS);
      if (!fields.contains(STATUS)
          || !value.equals(quells.get(STATUS))
          || "Quell".equals(setters.get(STATUS))
          || isCrossed(STATUS)
          || setAt.getOrDefault(STATUS, 0) >= taken.seen()) {
        return false;
      }
      Write last =
          writes.stream()
              .filter(write -> write.fields().contains(STATUS))
              .reduce((_, later) -> later)
              .orElseThrow();
      long wanting = rules.stream().filter(one -> sets(one, value)).count();
      writtenAgain++;
      return last.seen() > lastRuleChange && wanting == 1;
    }

    private boolean sets(SampleRule rule, String status) {
      return rule.decide(now.read()) instanceof Decision.Apply(var actions)
          && actions.stream()
              .anyMatch(
                  action -> action.workflowStatus().map(Enum::name).equals(Optional.of(status)));
    }

    // --- Quell

    private void deliver() {
      List<Waiting> due =
          new ArrayList<>(events.stream().filter(one -> one.due() <= tick).toList());
      events.removeAll(due);
      Collections.shuffle(due, random);
      if (due.isEmpty()) {
        return;
      }
      Quell quell = Quell.observing(engine(rules));
      List<Delivery> deliveries = new ArrayList<>();
      for (Waiting one : due) {
        deliveries.add(delivery(one.finding(), Task.DECIDE, one.raised(), deliveries.size()));
      }
      List<Result> results = quell.process(deliveries).results();
      for (int at = 0; at < due.size(); at++) {
        Result result = results.get(at);
        Waiting origin = due.get(at);
        if (!(result.outcome() instanceof Result.Observed)) {
          continue;
        }
        if (tick - origin.raised() < LATE) {
          take(origin.raised(), result.evaluation().update());
        } else {
          int seen = Math.max(0, tick - random.nextInt(LONGEST_READ_LAG + 1));
          Delivery triage = delivery(versions.get(seen), Task.TRIAGE, tick, 0);
          Result again = quell.process(List.of(triage)).results().getFirst();
          take(seen, again.evaluation().update());
        }
      }
    }

    private static Delivery delivery(SampleFinding sample, Task task, int raised, int number) {
      return new Delivery(
          "event " + number,
          new Delivery.Findings(List.of(sample.read()), List.of(), task),
          Optional.of(time(raised)));
    }

    private void take(int seen, Update update) {
      if (!update.isEmpty()) {
        updates.add(new Taken(seen, tick + random.nextInt(LATEST_UPDATE + 1), update));
      }
    }

    private void next() {
      tick++;
      versions.add(now);
      List<Taken> due = new ArrayList<>(updates.stream().filter(one -> one.due() <= tick).toList());
      updates.removeAll(due);
      due.forEach(this::applies);
      deliver();
    }

    private void act() {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3 -> imports();
        case 4, 5 -> changeRules();
        case 6, 7 -> {
          if (hasPerson) {
            if (random.nextBoolean()) {
              sets("ann", STATUS, one(STATUSES).name());
            } else {
              sets("ann", SEVERITY, one(LABELS).name());
            }
          }
        }
        case 8 -> {
          if (hasBot) {
            if (format == Format.ASFF && random.nextBoolean()) {
              sets("bot", TICKET, "T-" + tick);
            } else {
              sets("bot", NOTE, "See T-" + tick);
            }
          }
        }
        default -> {}
      }
      tool.ifPresent(field -> insists("tool", field, field.equals(STATUS) ? "RESOLVED" : "HIGH"));
    }

    private void live() {
      for (int step = 0; step < TICKS; step++) {
        act();
        next();
      }
      isQuiet = true;
      while (!events.isEmpty() || !updates.isEmpty()) {
        next();
      }
      tick += LATEST_EVENT + LATEST_UPDATE;
      while (versions.size() <= tick) {
        versions.add(now);
      }
      story.add("quiet");
      Update last = engine(rules).evaluate(now.read()).update();
      if (!last.isEmpty()) {
        applies(new Taken(tick, tick, last));
      }
    }

    private boolean isOver() {
      Finding read = now.read();
      return read.recordState().equals(Optional.of("ARCHIVED"))
          || Named.COMPLIANCE_STATUS.values(read).anyMatch("PASSED"::equals);
    }

    /// Whether the mark of Quell's last write to a field is lost, because an update that was
    /// decided on before has gone through after it: there is no compare-and-set.
    private boolean isCrossed(String field) {
      boolean isCrossed = false;
      int applied = -1;
      for (Write write : writes) {
        if (write.fields().contains(field)) {
          applied = write.applied();
          isCrossed = false;
        } else if (write.seen() <= applied) {
          isCrossed = true;
        }
      }
      return isCrossed;
    }

    /// Whether somebody else has answered the finding, or seems to have, so that it is not open.
    private boolean isAnswered() {
      String status = value(STATUS);
      return (status.equals("RESOLVED") || status.equals("SUPPRESSED"))
          && (!"Quell".equals(setters.get(STATUS)) || isCrossed(STATUS));
    }

    /// Whether a comment of somebody else's keeps Quell's hands off.
    private boolean isForeign() {
      return format == Format.OCSF && value(NOTE).startsWith("See");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAtRestWithNothingOfItsOwnAndWithWhatOthersSet(Format format) {
    Map<String, Integer> counted = new LinkedHashMap<>();
    for (int seed = 0; seed < SCHEDULES; seed++) {
      var life = new Life(seed, format);
      life.live();
      Update more = life.engine(life.rules).evaluate(life.now.read()).update();
      if (!more.isEmpty()) {
        throw new AssertionError(told(seed, life, "another update: " + more));
      }
      if (format == Format.ASFF && life.isAgainst) { // in OCSF an import may have set New
        throw new AssertionError(told(seed, life, "the same rule wrote against somebody twice"));
      }
      count(counted, "updates", life.writes.size());
      count(counted, "written again", life.writtenAgain);
      for (Claim claim : life.claims.values()) {
        if (stands(life, claim)) {
          count(counted, "stands: " + claim.field(), 1);
          if (!life.value(claim.field()).equals(claim.value())) {
            throw new AssertionError(told(seed, life, "lost: " + claim));
          }
        }
      }
      if (!life.isOver() && !life.isAnswered() && !life.isForeign() && !life.hasVanished) {
        for (String field : List.of(SEVERITY, STATUS)) {
          wanted(seed, life, field, counted);
        }
      }
    }
    System.out.printf("%s: %s%n", format, counted);
    assertThat(counted.get("updates")).isGreaterThan(SCHEDULES);
    assertThat(counted.get("stands: status")).isGreaterThan(SCHEDULES / 20);
    assertThat(counted.get("stands: severity")).isGreaterThan(SCHEDULES / 20);
    assertThat(counted.get("Quell's: status")).isGreaterThan(SCHEDULES / 20);
    assertThat(counted.get("Quell's: severity")).isGreaterThan(SCHEDULES / 40);
    assertThat(counted.get("given back")).isGreaterThan(SCHEDULES / 20);
  }

  private static void count(Map<String, Integer> counted, String what, int more) {
    counted.merge(what, more, Integer::sum);
  }

  private static String told(int seed, Life life, String what) {
    return "seed %d: %s%n%s%n%s%nby %s"
        .formatted(seed, what, String.join("\n", life.story), life.now.text(), life.rules);
  }

  /// Whether nobody else may have changed it since: a status that closes the finding, a severity
  /// that is not the provider's.
  private static boolean stands(Life life, Claim claim) {
    return switch (claim.field()) {
      case STATUS -> claim.value().equals("RESOLVED") || claim.value().equals("SUPPRESSED");
      case SEVERITY ->
          !life.now.read().providerSeverity().map(Enum::name).equals(Optional.of(claim.value()));
      default -> true;
    };
  }

  /// What Quell has set last and nobody has changed since is what a rule in force wants of the
  /// finding, or what was there without Quell.
  private static void wanted(int seed, Life life, String field, Map<String, Integer> counted) {
    String value = life.value(field);
    if (!"Quell".equals(life.setters.get(field))) {
      return;
    }
    if (life.isCrossed(field)) {
      count(counted, "crossed: " + field, 1);
      return;
    }
    boolean isWanted = untouched(life).stream().anyMatch(one -> isWanted(life, one, field, value));
    boolean isGivenBack =
        field.equals(STATUS)
            ? value.equals("NEW") || value.equals("NOTIFIED")
            : life.now.read().providerSeverity().map(Enum::name).equals(Optional.of(value));
    if (!isWanted && !isGivenBack) {
      throw new AssertionError(told(seed, life, "nobody wants %s %s".formatted(field, value)));
    }
    count(counted, isWanted ? "Quell's: " + field : "given back", 1);
  }

  /// Whether a rule in force wants a value of the finding, asked without the others.
  private static boolean isWanted(Life life, SampleFinding sample, String field, String value) {
    return life.rules.stream()
        .filter(rule -> !life.suspended.contains(rule.card().id()))
        .map(rule -> new RuleEngine(List.of(rule), life.clock()).evaluate(sample.read()).update())
        .map(
            alone ->
                field.equals(STATUS)
                    ? alone.statusId().flatMap(OcsfStatus::workflowStatus).map(Enum::name)
                    : alone.severityId().map(Enum::name))
        .anyMatch(wanted -> wanted.equals(Optional.of(value)));
  }

  /// The finding without Quell: with the severity that somebody has chosen, else its provider's;
  /// with both where it cannot be told. Whether it was NEW or NOTIFIED is open.
  private static List<SampleFinding> untouched(Life life) {
    Finding read = life.now.read();
    Set<SeverityLabel> labels = new HashSet<>();
    boolean isQuells = "Quell".equals(life.setters.get(SEVERITY));
    if (isQuells || life.value(SEVERITY).equals(life.quells.get(SEVERITY))) {
      labels.add(read.providerSeverity().orElseThrow());
    }
    if (!isQuells || life.isCrossed(SEVERITY)) {
      labels.add(read.severity().orElseThrow());
    }
    return labels.stream()
        .map(life.now::severityInForce)
        .map(LifeOfAFindingTest::unsigned)
        .flatMap(
            plain ->
                Stream.of(
                    plain.workflow(WorkflowStatus.NEW), plain.workflow(WorkflowStatus.NOTIFIED)))
        .toList();
  }

  private static SampleFinding unsigned(SampleFinding sample) {
    return switch (sample) {
      case Sample asff when asff.json().containsKey("Note") ->
          asff.without("Note").with(Map.of(), "UserDefinedFields");
      case Sample asff -> asff.with(Map.of(), "UserDefinedFields");
      default -> sample.json().containsKey("comment") ? sample.without("comment") : sample;
    };
  }
}
