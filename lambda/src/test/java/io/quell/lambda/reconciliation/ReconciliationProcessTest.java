package io.quell.lambda.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.SeverityLabel;
import io.quell.hub.SecurityHub;
import io.quell.lambda.Quell;
import io.quell.lambda.Ruling;
import io.quell.lambda.Safeguards;
import io.quell.lambda.event.Delivery;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.lag.Lag;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.testing.runtime.LocalQueue;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RuntimeApi.Reply;
import io.quell.update.Decision;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The function in a process of its own, run by the real runtime interface client and fed from a
/// queue, against a hub with the quotas of AWS and with lag. Some invocations are killed, and
/// events are dealt with meanwhile.
///
/// The system properties `quell.reconciliation.findings` and `quell.reconciliation.seconds` make it
/// as large as one likes: 100,000 findings need 300 seconds for an invocation. How long events take
/// with and without a run is printed; no test of one machine's mood holds it.
final class ReconciliationProcessTest {
  private static final int FINDINGS = Integer.getInteger("quell.reconciliation.findings", 2_000);
  /// How much time an invocation has.
  private static final Duration TIME_OUT =
      Duration.ofSeconds(Integer.getInteger("quell.reconciliation.seconds", 30));
  /// The common pool may have one thread, and who waits in it for another task waits for ever.
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private static final String HANDLER = ReconciliationHandler.class.getName();
  private static final int KILLS = 2;
  /// How many pages an invocation that is killed has read.
  private static final int READS_BEFORE_KILL = 7;

  /// The class path of these tests without what the runtime brings along.
  private static List<Path> code() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
        .map(Path::of)
        .filter(
            entry ->
                !entry.getFileName().toString().matches("aws-lambda-java-(runtime|core|serial).*"))
        .toList();
  }

  private static PackagedFunction start(URI hub, String queue) {
    return PackagedFunction.start(
        code(),
        HANDLER,
        hub,
        Map.of(
            "QUELL_MODE",
            "enforce",
            "QUELL_BOOK",
            "prod",
            "QUELL_FORMATS",
            "asff",
            "QUELL_RECONCILE_QUEUE_URL",
            queue,
            "QUELL_RECONCILE_AT_MOST",
            "999999",
            "QUELL_RECONCILE_READS",
            "3",
            "QUELL_RECONCILE_UPDATES",
            "5",
            "QUELL_RECONCILE_FINDINGS",
            Integer.toString(FINDINGS)),
        TIME_OUT);
  }

  /// A finding that nobody wants suppressed any more: its tag is gone.
  private static SampleFinding marked() {
    SampleRule former =
        SampleRule.rule("s3-9-log-buckets").when(Criteria.allOf()).decides(Decision.suppress());
    var engine =
        new RuleEngine(
            List.of(former),
            RuleHistory.NONE,
            "test",
            BookSettings.of("prod", Set.of()),
            Clock.systemUTC());
    SampleFinding sample = Findings.finding().severity(SeverityLabel.MEDIUM);
    return sample.after(engine.evaluate(sample.read()).update());
  }

  @Test
  void getsThroughAllFindingsThoughInvocationsAreKilled() throws Exception {
    try (LocalHub hub =
            LocalHub.start(
                HubOptions.defaults()
                    .withAwsQuotas()
                    .withLag(
                        Lag.NONE
                            .withReads(Duration.ofSeconds(2))
                            .withUpdates(Duration.ofSeconds(1))));
        LocalQueue queue = LocalQueue.start()) {
      SampleFinding marked = marked();
      Instant begin = Instant.parse("2026-01-01T00:00:00Z");
      for (int at = 0; at < FINDINGS; at++) {
        hub.seed(
            LocalReconciliation.createdAt(
                    marked.with("marked-" + at, "Id"), begin.plusSeconds(60L * at))
                .toString());
      }
      eventsUntil(hub, CompletableFuture.runAsync(() -> pause(3), THREADS)); // warms up
      List<Duration> without =
          eventsUntil(hub, CompletableFuture.runAsync(() -> pause(5), THREADS));
      Instant started = Instant.now();
      queue.send(ReconciliationKind.WEEKLY.message(started, Optional.empty()));
      CompletableFuture<List<Integer>> runs =
          CompletableFuture.supplyAsync(() -> drive(hub, queue), THREADS);
      List<Duration> with = eventsUntil(hub, runs);
      List<Integer> depths = runs.get();
      Duration taken = Duration.between(started, Instant.now());
      TimeUnit.SECONDS.sleep(2);
      hub.catchUp();

      System.err.printf(
          "%,d findings in %d invocations, depths %s, %d s; %d reads, %d throttled; an event takes"
              + " %d ms, without it %d ms%n",
          FINDINGS,
          depths.size(),
          depths,
          taken.toSeconds(),
          hub.calls("GetFindings"),
          hub.refusedByQuota(HubOperation.GET_FINDINGS),
          median(with).toMillis(),
          median(without).toMillis());
      assertThat(hub.findings())
          .filteredOn(text -> text.contains("\"marked-"))
          .hasSize(FINDINGS)
          .allSatisfy(text -> assertThat(text).contains("\"Status\":\"NEW\""));
      assertThat(depths).hasSizeGreaterThan(KILLS).allMatch(depth -> depth <= RunMessage.DEEPEST);
    }
  }

  private static void pause(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration median(List<Duration> durations) {
    List<Duration> sorted = new ArrayList<>(durations);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /// The events of new findings, one after the other, until something else is done: how long each
  /// of them took.
  private static List<Duration> eventsUntil(LocalHub local, CompletableFuture<?> done) {
    var engine =
        new RuleEngine(
            List.of(SampleRule.rule("news").decides(Decision.suppress())),
            RuleHistory.NONE,
            "test",
            BookSettings.of("prod", Set.of()),
            Clock.systemUTC());
    List<Duration> durations = new ArrayList<>();
    try (SecurityHub hub = SecurityHub.local(local.endpoint())) {
      Quell quell =
          Quell.enforcing(
              _ -> Ruling.of(engine),
              hub,
              new Safeguards(Integer.MAX_VALUE, Optional.empty(), Clock.systemUTC()));
      do {
        SampleFinding news = Findings.finding().with("news-" + System.nanoTime(), "Id");
        local.seed(news.toString());
        long start = System.nanoTime();
        quell.process(
            List.of(new Delivery("event", new Delivery.Findings(List.of(news.read()), List.of()))));
        durations.add(Duration.ofNanos(System.nanoTime() - start));
        pause(1);
      } while (!done.isDone());
    }
    return durations;
  }

  /// Lambda's part: one message after the other, given back where the function fails or is killed.
  ///
  /// @return the depth of each invocation
  private static List<Integer> drive(LocalHub hub, LocalQueue queue) {
    List<Integer> depths = new ArrayList<>();
    PackagedFunction function = start(hub.endpoint(), queue.url());
    try {
      int killed = 0;
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        LocalQueue.Message message = next.get();
        depths.add(RunMessage.read(message.body()).depth());
        PackagedFunction invoked = function;
        CompletableFuture<Reply> reply =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return invoked.invoke(message.event());
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                THREADS);
        int before = hub.calls(HubOperation.GET_FINDINGS);
        while (!reply.isDone()
            && (killed == KILLS
                || hub.calls(HubOperation.GET_FINDINGS) - before < READS_BEFORE_KILL)) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
        if (reply.isDone()) {
          Reply answer = reply.get();
          if (answer.isError()) {
            throw new IllegalStateException(answer.body());
          }
        } else {
          killed++;
          function.close();
          queue.giveBack(message);
          function = start(hub.endpoint(), queue.url());
        }
      }
      return depths;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      function.close();
    }
  }
}
