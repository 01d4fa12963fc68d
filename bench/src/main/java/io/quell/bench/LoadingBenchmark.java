package io.quell.bench;

import io.quell.engine.RuleEngine;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// How long a book of 10,000 rules takes to load in a process that has just started: one load a process, nothing warmed
/// up, from the file's bytes to an engine that can take a finding.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(7)
@Measurement(iterations = 1)
public class LoadingBenchmark {
  private static final int RULES = 10_000;

  /// `packaged` is the JSON that the build makes of rules.yaml, `yaml` the file itself.
  @Param({"packaged", "yaml"}) private String form = "packaged";
  private byte[] file = {};

  /// Has the bytes ready. They were made by another process: to make them here would warm up what is measured.
  @Setup
  public void prepare() throws IOException {
    file = RuleFiles.of(form, RULES);
  }

  /// Loads the book.
  @Benchmark
  public RuleEngine load() {
    return Books.load(file);
  }
}
