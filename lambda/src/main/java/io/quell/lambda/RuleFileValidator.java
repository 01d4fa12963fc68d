package io.quell.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.book.Book;
import io.quell.finding.Json;
import io.quell.finding.JsonMembers;
import io.quell.finding.UnreadableException;
import io.quell.lambda.publication.Admission;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.RuleBook;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What AppConfig calls before it deploys a file of rules: where this throws, there is no
/// deployment, and AppConfig shows the reason to who asked for one.
///
/// It admits the files that the function of the same version admits, but for those with an error
/// that lint proves, such as a rule that suppresses everything. Where there is no time for all
/// proofs, it says so and admits the file.
public final class RuleFileValidator implements RequestStreamHandler {
  private static final String FILE = "rules.yaml";
  /// What is left for the answer.
  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(3);

  private final Admission admission;
  private final Consumer<String> log;

  /// The validator as Lambda makes it, from its environment: `QUELL_CHANGES` names what rules may
  /// change.
  ///
  /// @throws IllegalArgumentException where the environment is wrong
  public RuleFileValidator() {
    this(Admission.of(RuleBook.find(), System.getenv()), System.out::println);
  }

  RuleFileValidator(Admission admission, Consumer<String> log) {
    this.admission = admission;
    this.log = log;
  }

  /// Takes AppConfig's question: `content` has the file in Base64, `configurationVersion` and `uri`
  /// say which one it is.
  ///
  /// @throws RuleFileRefusedException where the file cannot be used; its message has all that is
  ///     wrong
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Map<?, ?> question = question(input.readAllBytes());
    byte[] content = content(question);
    String version = String.valueOf(question.get("configurationVersion"));
    try {
      Book book = admission.admit(FILE, content, "appconfig");
      String ruleBook = book.engine(Clock.systemUTC()).version();
      refuseErrors(book, content, version, context.getRemainingTimeInMillis());
      log.accept(
          JsonMembers.line("INFO", "rules valid")
              .with("configurationVersion", version)
              .with("ruleBook", ruleBook)
              .toString());
    } catch (RuleFileException e) {
      log.accept(
          JsonMembers.line("ERROR", "rules refused")
              .with("configurationVersion", version)
              .with("problems", e.problems())
              .toString());
      throw new RuleFileRefusedException(e);
    }
  }

  /// @throws RuleFileException where lint proves an error of a rule in the file; the function runs
  ///     the classes already
  private void refuseErrors(Book book, byte[] content, String version, int milliseconds)
      throws RuleFileException {
    Duration limit = Duration.ofMillis(milliseconds).minus(TIME_TO_ANSWER);
    ProvenErrors proven = ProvenErrors.of(book, LintOptions.at(Clock.systemUTC()), limit);
    proven
        .skipped()
        .ifPresent(
            reason ->
                log.accept(
                    JsonMembers.line("WARN", "rules not proved")
                        .with("configurationVersion", version)
                        .with(
                            "reason",
                            reason + ". What was not looked at is admitted: run 'quell lint'")
                        .toString()));
    Map<String, RuleFile.RulePlace> places = RuleFile.read(FILE, content).places();
    List<Problem> problems =
        proven.errors().stream()
            .filter(error -> error.names().stream().anyMatch(places::containsKey))
            .map(error -> problem(error, places))
            .toList();
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
  }

  private static Problem problem(LintProblem error, Map<String, RuleFile.RulePlace> places) {
    String rule = error.names().getFirst();
    RuleFile.RulePlace place = places.getOrDefault(rule, RuleFile.RulePlace.START);
    return new Problem(
        FILE,
        place.line(),
        place.column(),
        rule,
        "%s %s (%s)".formatted(error.message(), error.advice(), error.check().id()));
  }

  private static Map<?, ?> question(byte[] payload) {
    try {
      if (Json.read(payload) instanceof Map<?, ?> question) {
        return question;
      }
    } catch (UnreadableException e) {
      throw new IllegalArgumentException("the question is no JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "the question is no JSON object, as AppConfig sends to a validator");
  }

  private static byte[] content(Map<?, ?> question) {
    if (!(question.get("content") instanceof String content)) {
      throw new IllegalArgumentException(
          "the question has no 'content', as AppConfig sends to a validator");
    }
    try {
      return Base64.getDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the question's 'content' is not in Base64: " + e.getMessage(), e);
    }
  }
}
