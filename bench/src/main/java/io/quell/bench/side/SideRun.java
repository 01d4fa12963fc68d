package io.quell.bench.side;

import io.quell.book.Book;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.lambda.event.EventReader;
import io.quell.rule.Card;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.value.JsonTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `library.py` does, by Quell: a process of its own.
public final class SideRun {
  private static final double SHORTEST_TURN_SECONDS = 0.3;
  private static final int TURNS = 5;
  private static final double NANOSECONDS = 1_000_000_000;
  private static final double MICROSECONDS = 1_000_000;

  private final RuleEngine engine;

  private SideRun(RuleEngine engine) {
    this.engine = engine;
  }

  /// Prints which rule suppresses each finding, what a finding takes, or how many are suppressed.
  ///
  /// @param args `decide`, `measure` or `count`; a file of rules, and one of findings; to measure
  ///     the seconds of processor time to warm up for
  public static void main(String[] args)
      throws IOException, RuleFileException, UnreadableException {
    var run = new SideRun(engine(Path.of(args[1])));
    byte[] file = Files.readAllBytes(Path.of(args[2]));
    Object answer =
        switch (args[0]) {
          case "decide" -> findings(Json.read(file)).stream().map(run::title).toList();
          case "measure" -> run.measured(findings(Json.read(file)), Double.parseDouble(args[3]));
          case "count" -> run.suppressed(findings(Json.readLazily(file)));
          default -> throw new IllegalArgumentException(args[0]);
        };
    System.out.println(Json.write(answer));
  }

  /// The library does not ask whether a finding is still open.
  private static RuleEngine engine(Path rules) throws IOException, RuleFileException {
    return Book.of(RuleFile.read("rules", Files.readAllBytes(rules)), "bench")
        .engine(BookSettings.trial().lookingAtClosed(true), Clock.systemUTC());
  }

  private static List<Map<String, Object>> findings(@Nullable Object json) {
    if (json instanceof Map<?, ?> members) {
      return JsonTree.objects(JsonTree.object(members), List.of("Findings"));
    }
    throw new IllegalArgumentException("no findings");
  }

  private Map<String, Double> measured(List<Map<String, Object>> findings, double warmUp) {
    List<byte[]> events = findings.stream().map(SideRun::event).toList();
    Map<String, Double> measured = new LinkedHashMap<>();
    for (double warm = now() + warmUp; now() < warm; ) {
      suppressed(findings);
      suppressedOfEvents(events);
    }
    measured.put("parsed", processorTime(() -> suppressed(findings)) / findings.size());
    measured.put("bytes", processorTime(() -> suppressedOfEvents(events)) / findings.size());
    return measured;
  }

  /// A finding as EventBridge delivers it.
  private static byte[] event(Map<String, Object> finding) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("id", "8e5622f9-d81c-4d81-612a-9319e7ee2506");
    event.put("detail-type", "Security Hub Findings - Imported");
    event.put("source", "aws.securityhub");
    event.put("account", finding.get("AwsAccountId"));
    event.put("time", "2026-11-30T12:00:00Z");
    event.put("region", finding.get("Region"));
    event.put("resources", List.of(JsonTree.text(finding, "Id").orElseThrow()));
    event.put("detail", Map.of("findings", List.of(finding)));
    return Json.write(event).getBytes(StandardCharsets.UTF_8);
  }

  private int suppressed(List<Map<String, Object>> findings) {
    int suppressed = 0;
    for (Map<String, Object> finding : findings) {
      if (decided(finding).isPresent()) {
        suppressed++;
      }
    }
    return suppressed;
  }

  private int suppressedOfEvents(List<byte[]> events) {
    int suppressed = 0;
    for (byte[] event : events) {
      for (Finding finding : EventReader.read(event).deliveries().getFirst().findings()) {
        if (engine.evaluate(finding).decidedBy().isPresent()) {
          suppressed++;
        }
      }
    }
    return suppressed;
  }

  /// The rule that suppresses a finding, which is all that the imported rules do.
  private Optional<Card> decided(Map<String, Object> finding) {
    try {
      return engine.evaluate(Finding.read(finding)).decidedBy();
    } catch (UnreadableException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The importer takes a rule's note for its title.
  private String title(Map<String, Object> finding) {
    return decided(finding).map(Card::title).orElse("");
  }

  /// Microseconds of the whole process, its compilers and its collector too, for once: the median
  /// of turns that are long enough for the clock.
  private static double processorTime(Runnable work) {
    int repeat = 1;
    List<Double> turns = new ArrayList<>();
    while (turns.size() < TURNS) {
      double start = now();
      for (int time = 0; time < repeat; time++) {
        work.run();
      }
      double taken = now() - start;
      if (taken < SHORTEST_TURN_SECONDS) {
        repeat *= 2;
      } else {
        turns.add(MICROSECONDS * taken / repeat);
      }
    }
    turns.sort(null);
    return turns.get(TURNS / 2);
  }

  private static double now() {
    return ProcessorClock.BEAN.getProcessCpuTime() / NANOSECONDS;
  }

  /// Holds what needs a cast.
  private static final class ProcessorClock {
    private static final com.sun.management.OperatingSystemMXBean BEAN =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  }
}
