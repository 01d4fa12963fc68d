package io.quell.bench;

import io.quell.engine.Evaluation;
import io.quell.engine.RuleEngine;
import io.quell.finding.Finding;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What a finding costs: all findings of [Books] decided on, divided by their number.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchingBenchmark {
  private static final int FINDINGS = 100;

  @Param({"10", "1000", "10000"}) private int rules;

  @SuppressWarnings("NullAway.Init") // the harness calls the set-up first
  private RuleEngine engine;
  private List<Finding> findings = List.of();

  /// Loads the book and reads the findings.
  @Setup
  public void load() {
    engine = Books.load(Books.yaml(rules));
    findings = Books.findings();
  }

  /// Decides on all findings.
  @Benchmark
  @OperationsPerInvocation(FINDINGS)
  public void decide(Blackhole blackhole) {
    for (Finding finding : findings) {
      Evaluation evaluation = engine.evaluate(finding);
      blackhole.consume(evaluation);
    }
  }
}
