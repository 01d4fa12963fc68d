package io.quell.lambda;

import io.quell.book.Book;
import io.quell.lint.Lint;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.LintProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// What lint proves to be wrong with a book, as far as it comes in the time that it has.
///
/// @param errors the errors, in the order of the rules
/// @param skipped why some were not looked for; empty where all were
record ProvenErrors(List<LintProblem> errors, Optional<String> skipped) {

  /// Looks for errors, the quick ones first. A proof cannot be interrupted: one that takes too long
  /// is left alone.
  ///
  /// @param limit how long to wait
  static ProvenErrors of(Book book, LintOptions options, Duration limit) {
    var found = new AtomicReference<List<LintProblem>>(List.of());
    var proof = new FutureTask<>(() -> Lint.errors(book, options, found::set));
    Thread.ofPlatform().daemon().name("lint").start(proof);
    try {
      return new ProvenErrors(proof.get(limit.toMillis(), TimeUnit.MILLISECONDS), Optional.empty());
    } catch (TimeoutException e) {
      return new ProvenErrors(
          found.get(), Optional.of("lint was not done within %d ms".formatted(limit.toMillis())));
    } catch (ExecutionException e) {
      return new ProvenErrors(found.get(), Optional.of("lint has failed: " + e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProvenErrors(found.get(), Optional.of("lint was interrupted"));
    }
  }
}
