package io.quell.bench.warm;

import io.quell.bench.Invocations;
import io.quell.bench.start.BareCallHandler;
import io.quell.bench.start.NoOpHandler;
import io.quell.finding.UnreadableException;
import io.quell.lambda.QuellHandler;
import java.io.IOException;
import java.util.Map;

/// What is invoked, with what.
enum Contender {
  /// What Java, the runtime interface client and the transport take.
  NO_OP("no-op handler", NoOpHandler.class, 1),
  /// One call of the SDK for one finding.
  BARE("bare SDK call, 1 finding", BareCallHandler.class, 1),
  /// One event, which needs an update.
  QUELL("Quell, 1 finding", QuellHandler.class, 1),
  /// The same transport as the batch below.
  NO_OP_BATCH("no-op handler, batch of 100", NoOpHandler.class, 100),
  /// One call of the SDK for a hundred findings.
  BARE_BATCH("bare SDK call, 100 findings", BareCallHandler.class, 100),
  /// A batch of which each finding needs the same update.
  QUELL_BATCH("Quell, 100 findings, one update", QuellHandler.class, 100),
  /// A batch of which no finding matches a rule.
  QUELL_UNMATCHED("Quell, 1,000 findings, none matches", QuellHandler.class, 1_000);

  private final String title;
  private final Class<?> handler;
  private final int findings;

  Contender(String title, Class<?> handler, int findings) {
    this.title = title;
    this.handler = handler;
    this.findings = findings;
  }

  /// What the table calls it.
  String title() {
    return title;
  }

  Class<?> handler() {
    return handler;
  }

  int findings() {
    return findings;
  }

  String payload() throws IOException, UnreadableException {
    return this == QUELL_UNMATCHED
        ? Invocations.unmatchedBatch(findings)
        : Invocations.batch(findings);
  }

  Map<String, String> environment() {
    return Map.of(BareCallHandler.FINDINGS, Integer.toString(findings));
  }
}
